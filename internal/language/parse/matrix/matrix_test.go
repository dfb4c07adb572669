package matrix

import (
	"math"
	"math/rand/v2"
	"testing"
)

func numbers(random *rand.Rand, n int) []float32 {
	out := make([]float32, n)
	for i := range out {
		out[i] = float32(random.NormFloat64() * 3)
	}
	return out
}

func same(t *testing.T, what string, got, want []float32) {
	t.Helper()
	for i := range want {
		if math.Float32bits(got[i]) != math.Float32bits(want[i]) {
			t.Fatalf("%s: number %d is %v, want %v", what, i, got[i], want[i])
		}
	}
}

// The vector instructions give the same bits as plain Go, whatever the size.
func TestSameBits(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, m := range []int{1, 2, 3, 4, 5, 7, 8, 33} {
		for _, k := range []int{1, 2, 17, 160} {
			for _, n := range []int{16, 32, 48, 64, 480} {
				a, b, c := numbers(random, m*k), numbers(random, k*n), numbers(random, m*n)
				want := append([]float32(nil), c...)
				mulAddPlain(want, a, b, m, k, n)
				MulAdd(c, a, b, m, k, n)
				same(t, "MulAdd", c, want)
			}
		}
	}
	for _, n := range []int{0, 1, 7, 8, 9, 160} {
		a, b := numbers(random, n), numbers(random, n)
		want := append([]float32(nil), a...)
		addPlain(want, b)
		Add(a, b)
		same(t, "Add", a, want)
	}
	for _, n := range []int{0, 8, 80, 96} {
		h, wantH := make([]float32, n), make([]float32, n)
		c, x, f, r, w := numbers(random, n), numbers(random, n), numbers(random, n), numbers(random, n), numbers(random, n)
		wantC := append([]float32(nil), c...)
		stepPlain(wantH, wantC, x, f, r, w)
		Step(h, c, x, f, r, w)
		same(t, "Step: h", h, wantH)
		same(t, "Step: c", c, wantC)
	}
}

func TestGate(t *testing.T) {
	for _, c := range []struct{ x, want float32 }{{-100, 0}, {-4, 0}, {0, 0.5}, {4, 1}, {100, 1}, {2, 0.875}} {
		if got := Gate(c.x); got != c.want {
			t.Errorf("Gate(%v) = %v, want %v", c.x, got, c.want)
		}
	}
}

func TestTranspose(t *testing.T) {
	got := make([]float32, 9)
	Transpose(got, []float32{1, 2, 3, 4, 5, 6}, 2, 3, 3)
	same(t, "Transpose", got, []float32{1, 4, 0, 2, 5, 0, 3, 6, 0})
}

func BenchmarkMulAdd(b *testing.B) {
	const m, k, n = 24, 160, 480
	random := rand.New(rand.NewPCG(1, 2))
	x, w, y := numbers(random, m*k), numbers(random, k*n), make([]float32, m*n)
	for b.Loop() {
		MulAdd(y, x, w, m, k, n)
	}
	b.ReportMetric(float64(b.N)*2*m*k*n/b.Elapsed().Seconds()/1e9, "GFLOP/s")
}

func BenchmarkStep(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	h, c, x, f, r, w := numbers(random, 80), numbers(random, 80), numbers(random, 80), numbers(random, 80), numbers(random, 80), numbers(random, 80)
	for b.Loop() {
		Step(h, c, x, f, r, w)
	}
}
