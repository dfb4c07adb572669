package published

import "testing"

// What Parse gives, it reads again as the same.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"2031-03-18", "March 18, 2031", "Tue, 18 Mar 2031 14:05:00 GMT", "18/03/2031", "20310318", "2031-03-18T14:05:00+02:00", "March 2031", "Tuesday, 18th of March 2031"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		date, err := Parse(s)
		if err != nil {
			return
		}
		if again, err := Parse(date); err != nil || again != date {
			t.Errorf("%q gives %q, and that gives %q, %v", s, date, again, err)
		}
	})
}

func FuzzFind(f *testing.F) {
	f.Add("On Tuesday, March 18, he said so. In 2030 he did not.", "Updated: March 18, 2031", "PORT LUND, March 18 (Example)", "2031", true)
	f.Fuzz(func(t *testing.T, text, line, dateline, year string, wire bool) {
		p, err := Find(Signs{Lines: []string{line}, Dateline: dateline, Copyright: year, Wire: wire, Text: text})
		if err != nil {
			t.Fatal(err)
		}
		if p.Date != "" {
			if again, err := Parse(p.Date); err != nil || again != p.Date {
				t.Errorf("found %q, which is no date", p.Date)
			}
		}
	})
}
