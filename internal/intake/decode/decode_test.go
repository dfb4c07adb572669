package decode

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

const sample = "“We will not yield,” Ana Duarte said – again – in the Café Olé."

func in(e encoding.Encoding, s string) string {
	out, err := e.NewEncoder().String(s)
	if err != nil {
		panic(err)
	}
	return out
}

// What comes, as whom it is named and declared, and the text it must give.
func TestText(t *testing.T) {
	wide := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	for _, c := range []struct{ what, data, name, declared, text, mediaType string }{
		{"UTF-8", sample, "a.txt", "", sample, Plain},
		{"a byte order mark stays", "\ufeff" + sample, "a.txt", "", "\ufeff" + sample, Plain},
		{"line ends of Windows stay", "One.\r\nTwo.\r\n", "a.txt", "", "One.\r\nTwo.\r\n", Plain},
		{"UTF-16 with a mark", in(wide, sample), "a.txt", "", sample, Plain},
		{"UTF-16, big end first", in(unicode.UTF16(unicode.BigEndian, unicode.UseBOM), sample), "a.txt", "", sample, Plain},
		{"UTF-16 without a mark", in(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "Talks resume in Port Lund."), "a.txt", "", "Talks resume in Port Lund.", Plain},
		{"UTF-32", in(utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), sample), "a.txt", "", sample, Plain},
		{"Windows-1252, undeclared", in(charmap.Windows1252, sample), "latin.txt", "", sample, Plain},
		{"Latin 1, undeclared", in(charmap.ISO8859_1, "Señor Núñez spoke in Bogotá on Friday."), "latin.txt", "", "Señor Núñez spoke in Bogotá on Friday.", Plain},
		{"Latin 2, declared", in(charmap.ISO8859_2, "Minister Łukasz Wiśniewski"), "a.txt", "text/plain; charset=iso-8859-2", "Minister Łukasz Wiśniewski", Plain},
		{"UTF-8, wrongly declared Latin 1", sample, "a.txt", "text/plain; charset=iso-8859-1", sample, Plain},
		{"Windows-1252, wrongly declared UTF-8", in(charmap.Windows1252, sample), "a.html", "text/html; charset=utf-8", sample, HTML},
		{"a page that names its set", in(charmap.Windows1251, `<meta charset="windows-1251"><p>Министр`), "a.html", "", `<meta charset="windows-1251"><p>Министр`, HTML},
		{"Japanese in seven bits, declared", in(japanese.ISO2022JP, "大臣 said"), "a.html", "text/html; charset=iso-2022-jp", "大臣 said", HTML},
		{"a page with one bad byte", strings.Repeat("<p>Good words é.</p>", 100) + "\xff", "a.html", "text/html; charset=utf-8", strings.Repeat("<p>Good words é.</p>", 100) + "\ufffd", HTML},
		{"HTML by its first tag", "<!-- saved --><!DOCTYPE html><p>x", "a.txt", "", "<!-- saved --><!DOCTYPE html><p>x", HTML},
		{"HTML by its name", "Words <b>bold</b>", "a.htm", "", "Words <b>bold</b>", HTML},
		{"HTML by its declaration", "Words <b>bold</b>", "https://example.com/x", "text/html", "Words <b>bold</b>", HTML},
		{"XHTML", `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><p>x</p></html>`, "a", "application/xhtml+xml", `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><p>x</p></html>`, HTML},
		{"plain text that mentions a tag", "The <html> tag is old.", "a.txt", "", "The <html> tag is old.", Plain},
	} {
		text, mediaType, err := Text([]byte(c.data), c.name, c.declared)
		if err != nil || text != c.text || mediaType != c.mediaType {
			t.Errorf("%s: %q, %s, %v; wanted %q, %s", c.what, text, mediaType, err, c.text, c.mediaType)
		}
	}
}

// What is no text, and words that the error must have.
func TestRefused(t *testing.T) {
	for _, c := range []struct{ what, data, name, declared, words string }{
		{"nothing", "", "a.txt", "", "empty"},
		{"space", " \n\u00a0\ufeff\t", "a.txt", "", "empty"},
		{"a PDF", "%PDF-1.7\n%\xe2\xe3", "a.txt", "", "pdftotext"},
		{"an office document", "PK\x03\x04\x14\x00", "a.docx", "", "office document"},
		{"a picture", "\x89PNG\r\n\x1a\n", "a.png", "", "image"},
		{"a film", "\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00", "a.mp4", "", "recording"},
		{"zero bytes", "abc\x00def\x00\x00\x01", "a.txt", "", "binary"},
		{"control characters", strings.Repeat("\x01\x02ab", 10), "a.txt", "", "binary"},
		{"Cyrillic in one byte a letter, undeclared", in(charmap.Windows1251, "Министр сказал, что переговоры начнутся."), "a.txt", "", "save it as UTF-8"},
		{"UTF-8 with a broken part", "Café talks resumed \xff\xfe\x80 on Friday é", "a.txt", "", "save it as UTF-8"},
		{"UTF-8 cut off", "Talks resumed in Café, said Zoé Brontë and Renée\xc3", "a.txt", "", "cut off"},
		{"a set that nobody knows", "Caf\xe9", "a.txt", "text/plain; charset=klingon", `"klingon"`},
		{"a set that cannot be right", strings.Repeat("Caf\xe9 \xff", 10), "a.txt", "text/plain; charset=utf-8", "not valid UTF-8"},
		{"broken UTF-16", "\xff\xfea\x00\x00\xd8b\x00\x00\xd8", "a.txt", "", "UTF-16LE"},
		{"JSON", `{"a": [1]}`, "a.json", "", "JSON Lines"},
		{"XML", `<?xml version="1.0"?><data/>`, "a.xml", "", "XML"},
		{"a style sheet", "body { color: red }", "a.css", "", "style sheet"},
		{"what is declared as no text", "x", "https://example.com/a", "application/pdf", "application/pdf"},
	} {
		text, _, err := Text([]byte(c.data), c.name, c.declared)
		if err == nil || !strings.Contains(err.Error(), c.words) {
			t.Errorf("%s: gives %q and the error %v; wanted an error with %q", c.what, text, err, c.words)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add([]byte(sample), "a.txt", "")
	f.Add([]byte("\xff\xfea\x00b\x00"), "a.txt", "")
	f.Add([]byte("Caf\xe9 talks"), "a.html", "text/html; charset=windows-1252")
	f.Add([]byte("\x1b$B%5\x1b(B"), "a.html", "text/html; charset=iso-2022-jp")
	f.Fuzz(func(t *testing.T, data []byte, name, declared string) {
		text, mediaType, err := Text(data, name, declared)
		switch {
		case err != nil:
		case !utf8.ValidString(text):
			t.Errorf("the text is not valid UTF-8")
		case mediaType == Plain && utf8.Valid(data) && text != string(data) && !escapes(data) && bytes.IndexByte(data, 0) < 0: // UTF-16 may look like UTF-8 with zero bytes
			t.Errorf("valid UTF-8 was changed")
		case strings.TrimSpace(text) == "" && len(text) > 0 && mediaType == "":
			t.Errorf("no media type")
		}
	})
}
