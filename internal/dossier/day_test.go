package dossier

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestDaysOf(t *testing.T) {
	for iso, want := range map[string][2]string{
		"2031-05-02": {"2031-05-02", "2031-05-02"}, "2031-05-02T14:05": {"2031-05-02", "2031-05-02"}, "2031-02": {"2031-02-01", "2031-02-28"},
		"2031": {"2031-01-01", "2031-12-31"}, "2025-W12": {"2025-03-17", "2025-03-23"}, "2026-W1": {"2025-12-29", "2026-01-04"}, "2031-Q4": {"2031-10-01", "2031-12-31"},
	} {
		if days, ok := DaysOf(iso); !ok || Date(days.First) != want[0] || Date(days.Last) != want[1] {
			t.Errorf("%s: %s to %s, want %v", iso, Date(days.First), Date(days.Last), want)
		}
	}
	for _, iso := range []string{"", "XXXX-03-18", "2031-13", "2031-02-29", "2031-W54", "2031-SP", "2031-5-2", "31", "2031-05-02-01"} {
		if days, ok := DaysOf(iso); ok {
			t.Errorf("%q is %v, want nothing", iso, days)
		}
	}
}

func TestDaysOfAnyDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := rapid.IntRange(-30_000, 100_000).Draw(t, "day")
		iso := time.Unix(int64(day)*86400, 0).UTC().Format(time.DateOnly)
		if days, ok := DaysOf(iso); !ok || days != (Days{day, day}) || Date(day) != iso {
			t.Fatalf("%s is %v", iso, days)
		}
	})
}

func TestAfter(t *testing.T) {
	start, _ := DaysOf("2025-03-18")
	for duration, want := range map[string]string{"P30D": "2025-04-17", "P1M": "2025-04-18", "P2W": "2025-04-01", "PT72H": "2025-03-21", "PT12H": "2025-03-19", "P1Y2M": "2026-05-18"} {
		if day, ok := After(start.First, duration); !ok || Date(day) != want {
			t.Errorf("%s: %s, want %s", duration, Date(day), want)
		}
	}
	for _, duration := range []string{"", "P", "PT", "PXD", "P30", "P99999999D"} {
		if _, ok := After(start.First, duration); ok {
			t.Errorf("%q is a duration", duration)
		}
	}
}
