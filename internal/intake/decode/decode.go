// Package decode turns bytes into UTF-8 text and finds what sort of text it is, or says why it cannot.
//
// Bytes that are valid UTF-8 are the text, unchanged. Others are decoded from the character set that
// their byte order mark, the sender or the page itself declares (names and decoders of the WHATWG
// Encoding Standard), and if nobody does, as Windows-1252 where everything speaks for it.
package decode

import (
	"bytes"
	"errors"
	"fmt"
	"mime"
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	utext "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"github.com/parleyhq/parley/internal/intake"
)

// The media types of the texts that Parley reads.
const (
	Plain = "text/plain"
	HTML  = "text/html"
)

// Text gives the text of data and its media type, Plain or HTML. The name (a path or an address) and
// the declared media type may be empty. The text is valid UTF-8; it is data itself if data is.
func Text(data []byte, name, declared string) (text, mediaType string, err error) {
	if len(bytes.TrimFunc(data, intake.Blank)) == 0 {
		return "", "", intake.ErrEmpty
	}
	if err := refuse(data); err != nil {
		return "", "", err
	}
	utf8ed, label, err := wide(data)
	if err != nil {
		return "", "", err
	}
	mediaType, err = sort(utf8ed, name, declared)
	if err != nil {
		return "", "", err
	}
	if label == "" && !utf8.Valid(data) || escapes(data) {
		if utf8ed, err = narrow(data, mediaType, declared); err != nil {
			return "", "", err
		}
	}
	if controls(utf8ed) {
		return "", "", errBinary
	}
	return string(utf8ed), mediaType, nil
}

var errBinary = errors.New("is binary, no text: convert it to plain text or HTML first")

// kinds are what is often handed over and is no text, by first bytes.
var kinds = []struct{ magic, what, advice string }{
	{"%PDF-", "a PDF", "convert it to text first, for example with pdftotext"},
	{"PK\x03\x04", "a zip archive or an office document", "unpack it, or save it as plain text or HTML first"},
	{"\xd0\xcf\x11\xe0", "an old office document", "save it as plain text or HTML first"},
	{"{\\rtf", "a rich-text document", "save it as plain text or HTML first"},
	{"\x1f\x8b", "a gzip archive", "unpack it first, for example with gunzip"},
	{"BZh", "a bzip2 archive", "unpack it first"},
	{"\xfd7zXZ\x00", "an xz archive", "unpack it first"},
	{"\x28\xb5\x2f\xfd", "a zstd archive", "unpack it first"},
	{"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"},
	{"Rar!\x1a\x07", "a rar archive", "unpack it first"},
	{"\x89PNG", "an image", "Parley reads text; scan it with OCR first"},
	{"\xff\xd8\xff", "an image", "Parley reads text; scan it with OCR first"},
	{"GIF8", "an image", "Parley reads text; scan it with OCR first"},
	{"II*\x00", "an image", "Parley reads text; scan it with OCR first"},
	{"MM\x00*", "an image", "Parley reads text; scan it with OCR first"},
	{"\x7fELF", "a program", "name the texts to read"},
	{"MZ\x90", "a program", "name the texts to read"},
	{"SQLite format 3\x00", "a database", "name the texts to read; a database of Parley's is opened with --db"},
	{"ID3", "a sound recording", "transcribe it first"},
	{"OggS", "a sound or video recording", "transcribe it first"},
	{"\x1aE\xdf\xa3", "a video recording", "transcribe it first"},
}

func refuse(data []byte) error {
	for _, k := range kinds {
		if bytes.HasPrefix(data, []byte(k.magic)) {
			return fmt.Errorf("is %s: %s", k.what, k.advice)
		}
	}
	if len(data) > 12 && string(data[:4]) == "RIFF" {
		return errors.New("is an image or a recording: Parley reads text")
	}
	if len(data) > 12 && string(data[4:8]) == "ftyp" {
		return errors.New("is a video recording or an image: transcribe it first")
	}
	return nil
}

// wide decodes UTF-16 and UTF-32, known by their byte order mark or, without one, by where their
// zero bytes stand. The label is empty if data is neither; then it comes back as it is.
func wide(data []byte) (_ []byte, label string, err error) {
	var enc encoding.Encoding
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe\x00\x00")):
		enc, label = utf32.UTF32(utf32.LittleEndian, utf32.ExpectBOM), "utf-32le"
	case bytes.HasPrefix(data, []byte("\x00\x00\xfe\xff")):
		enc, label = utf32.UTF32(utf32.BigEndian, utf32.ExpectBOM), "utf-32be"
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		enc, label = utext.UTF16(utext.LittleEndian, utext.ExpectBOM), "utf-16le"
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		enc, label = utext.UTF16(utext.BigEndian, utext.ExpectBOM), "utf-16be"
	case bytes.IndexByte(data, 0) < 0:
		return data, "", nil
	default:
		var even, odd int
		for i, b := range data {
			if b == 0 && i%2 == 0 {
				even++
			} else if b == 0 {
				odd++
			}
		}
		switch half := len(data) / 2; {
		case len(data)%2 == 0 && odd > half*8/10 && even == 0:
			enc, label = utext.UTF16(utext.LittleEndian, utext.IgnoreBOM), "utf-16le"
		case len(data)%2 == 0 && even > half*8/10 && odd == 0:
			enc, label = utext.UTF16(utext.BigEndian, utext.IgnoreBOM), "utf-16be"
		default:
			return nil, "", errBinary
		}
	}
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil || bytes.Count(out, []byte("\ufffd"))*100 > utf8.RuneCount(out) || bytes.IndexByte(out, 0) >= 0 {
		return nil, "", fmt.Errorf("begins as %s and is not valid %s: save it as UTF-8", strings.ToUpper(label), strings.ToUpper(label))
	}
	return out, label, nil
}

// others are endings of files that are text and yet nothing to read.
var others = map[string]string{
	".css": "a style sheet", ".js": "a script", ".mjs": "a script", ".json": "JSON, not JSON Lines (one document a line, file name .jsonl)",
	".yaml": "YAML", ".yml": "YAML", ".csv": "a table", ".tsv": "a table", ".svg": "a drawing", ".conllu": "CoNLL-U",
	".xml": "XML that is no feed", ".go": "a program", ".py": "a program", ".sh": "a program",
}

var (
	pageStart = regexp.MustCompile(`(?is)^(?:\s|\x{feff}|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html|head|body|meta|title|article|main|div|h1|p)[\s>/]`)
	xmlStart  = regexp.MustCompile(`(?is)^(?:\s|\x{feff})*<\?xml[\s]`)
)

// sort finds whether a text is plain or HTML: by its first tag, by what was declared, by its name.
func sort(data []byte, name, declared string) (string, error) {
	head := data[:min(len(data), intake.HeadSize)]
	if pageStart.Match(head) {
		return HTML, nil
	}
	switch t, _, _ := mime.ParseMediaType(declared); {
	case t == "text/html" || t == "application/xhtml+xml":
		return HTML, nil
	case t == "" || t == "application/octet-stream" || strings.HasPrefix(t, "text/") && t != "text/xml" && t != "text/css" && t != "text/javascript" && t != "text/csv":
	default:
		return "", fmt.Errorf("is %s: Parley reads plain text, HTML, JSON Lines, feeds and WARC", t)
	}
	if xmlStart.Match(head) {
		return "", errors.New("is XML that is no feed and no XHTML page: save it as plain text or HTML first")
	}
	ext := strings.ToLower(path.Ext(name))
	if what, ok := others[ext]; ok && !strings.Contains(name, "://") {
		return "", fmt.Errorf("is %s: Parley reads plain text, HTML, JSON Lines, feeds and WARC", what)
	}
	switch ext {
	case ".html", ".htm", ".xhtml", ".shtml", ".mhtml":
		return HTML, nil
	}
	return Plain, nil
}

// escapes reports whether ASCII bytes may stand for something else, as in ISO-2022-JP.
func escapes(data []byte) bool {
	return bytes.Contains(data, []byte("\x1b$")) || bytes.Contains(data, []byte("\x1b("))
}

// metaCharset is where a page names its character set.
var metaCharset = regexp.MustCompile(`(?is)<meta[^>]{0,200}?\bcharset\s*=\s*["']?\s*([\w:.-]+)|^\s*<\?xml[^>]{0,100}?\bencoding\s*=\s*["']([\w:.-]+)`)

// declaration is the character set that the sender declares, or else the page itself; the sender's word
// must be a set that there is.
func declaration(data []byte, mediaType, declared string) (encoding.Encoding, string, error) {
	if _, params, err := mime.ParseMediaType(declared); err == nil && params["charset"] != "" {
		enc, name := charset.Lookup(params["charset"])
		if enc == nil {
			return nil, "", fmt.Errorf("declares the character set %q, which nobody knows: save it as UTF-8", params["charset"])
		}
		return enc, name, nil
	}
	if mediaType != HTML {
		return nil, "", nil
	}
	m := metaCharset.FindSubmatch(data[:min(len(data), intake.HeadSize)])
	if m == nil {
		return nil, "", nil
	}
	enc, name := charset.Lookup(string(m[1]) + string(m[2]))
	if strings.HasPrefix(name, "utf-16") { // it was read as bytes so far, so it cannot be (HTML, section 13.2.3.3)
		enc, name = charset.Lookup("utf-8")
	}
	return enc, name, nil
}

// narrow decodes bytes that are not valid UTF-8, or that are ASCII with escapes.
func narrow(data []byte, mediaType, declared string) ([]byte, error) {
	enc, name, err := declaration(data, mediaType, declared)
	if utf8.Valid(data) {
		if name == "iso-2022-jp" {
			return decoded(data, enc, name)
		}
		return data, nil
	}
	switch {
	case err != nil:
		return nil, err
	case name == "utf-8" || bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return repair(data)
	case enc != nil:
		return decoded(data, enc, name)
	case western(data):
		enc, name = charset.Lookup("windows-1252")
		return decoded(data, enc, name)
	}
	at := invalid(data)
	if len(data)-at < utf8.UTFMax && !utf8.FullRune(data[at:]) {
		return nil, fmt.Errorf("is cut off amid a character at byte %d: get it again", at)
	}
	return nil, fmt.Errorf("is not valid UTF-8 (byte 0x%02X at %d) and names no character set: save it as UTF-8, for example with iconv", data[at], at)
}

// decoded decodes from a declared character set, and fails if the declaration cannot be right.
func decoded(data []byte, enc encoding.Encoding, name string) ([]byte, error) {
	out, err := enc.NewDecoder().Bytes(data)
	if err == nil && bytes.Count(out, []byte("\ufffd"))*1000 <= utf8.RuneCount(out) && !c1(out) {
		return out, nil
	}
	return nil, fmt.Errorf("declares the character set %s and is not written in it: save it as UTF-8", name)
}

// repair is for text that declares UTF-8 and breaks it. A page may have a bad byte or two (a comment
// cut amid a character): each shows as U+FFFD, as in a browser. Windows-1252 sent as UTF-8 is common
// and known by having no valid character beyond ASCII. Anything else is a problem.
func repair(data []byte) ([]byte, error) {
	valid, bad, at := 0, 0, -1
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
			if at < 0 {
				at = i
			}
		} else if n > 1 {
			valid++
		}
		i += n
	}
	if valid == 0 && western(data) {
		enc, name := charset.Lookup("windows-1252")
		return decoded(data, enc, name)
	}
	if bad*1000 <= len(data) {
		return bytes.ToValidUTF8(data, []byte("\ufffd")), nil
	}
	return nil, fmt.Errorf("declares UTF-8 and is not valid UTF-8 (byte 0x%02X at %d): save it as UTF-8", data[at], at)
}

// western reports whether bytes can only sensibly be Windows-1252: every byte has a meaning there, no
// character is valid UTF-8 beyond ASCII, and those beyond ASCII are few beside the letters, as in
// English with its quotation marks and the accents of names. Cyrillic or Greek in one byte a letter
// is not like that.
func western(data []byte) bool {
	high, letters := 0, 0
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		switch {
		case n > 1:
			return false
		case r == utf8.RuneError:
			switch data[i] {
			case 0x81, 0x8d, 0x8f, 0x90, 0x9d:
				return false
			}
			high++
		case 'a' <= r|0x20 && r|0x20 <= 'z':
			letters++
		}
		i += n
	}
	return high*4 <= letters
}

func invalid(data []byte) int {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(data)
}

// c1 reports whether decoding gave control characters of the C1 block, a sign of the wrong set.
func c1(text []byte) bool {
	n := 0
	for _, r := range string(text) {
		if 0x80 <= r && r < 0xa0 && r != 0x85 {
			n++
		}
	}
	return n > 0
}

// controls reports whether more than one character in a hundred is a control character: no text has that.
func controls(text []byte) bool {
	n := 0
	for _, b := range text {
		if b < 0x20 && b != '\n' && b != '\r' && b != '\t' && b != '\f' || b == 0x7f {
			n++
		}
	}
	return n*100 > len(text)
}

// Words reports whether a text holds at least one letter.
func Words(text string) bool { return strings.IndexFunc(text, unicode.IsLetter) >= 0 }
