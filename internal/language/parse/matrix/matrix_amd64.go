package matrix

import "golang.org/x/sys/cpu"

var (
	hasAVX    = cpu.X86.HasAVX2
	hasAVX512 = cpu.X86.HasAVX512F
)

// The tiles add a·b to a tile of c, k terms to each sum. Strides are in bytes.
//
//go:noescape
func tile4x32(c, a, b *float32, k, strideC, strideA, strideB int)

//go:noescape
func tile1x32(c, a, b *float32, k, strideB int)

//go:noescape
func tile4x16(c, a, b *float32, k, strideC, strideA, strideB int)

//go:noescape
func tile1x16(c, a, b *float32, k, strideB int)

//go:noescape
func add8(a, b *float32, n int)

//go:noescape
func step8(h, c, x, f, r, w *float32, n int)

func mulAdd(c, a, b []float32, m, k, n int) {
	if !hasAVX {
		mulAddPlain(c, a, b, m, k, n)
		return
	}
	const size = 4
	j := 0
	if hasAVX512 {
		for ; j+32 <= n; j += 32 {
			i := 0
			for ; i+4 <= m; i += 4 {
				tile4x32(&c[i*n+j], &a[i*k], &b[j], k, n*size, k*size, n*size)
			}
			for ; i < m; i++ {
				tile1x32(&c[i*n+j], &a[i*k], &b[j], k, n*size)
			}
		}
	}
	for ; j < n; j += 16 {
		i := 0
		for ; i+4 <= m; i += 4 {
			tile4x16(&c[i*n+j], &a[i*k], &b[j], k, n*size, k*size, n*size)
		}
		for ; i < m; i++ {
			tile1x16(&c[i*n+j], &a[i*k], &b[j], k, n*size)
		}
	}
}

func add(a, b []float32) {
	n := len(a) &^ 7
	if !hasAVX || n == 0 {
		addPlain(a, b)
		return
	}
	add8(&a[0], &b[0], n)
	addPlain(a[n:], b[n:])
}

func step(h, c, x, f, r, w []float32) {
	if !hasAVX {
		stepPlain(h, c, x, f, r, w)
		return
	}
	step8(&h[0], &c[0], &x[0], &f[0], &r[0], &w[0], len(h))
}
