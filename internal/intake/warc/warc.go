// Package warc reads the pages of a web archive as items, a page each.
//
// A WARC file (ISO 28500:2017) is a row of records, each with a header like that of a mail and a block
// of Content-Length bytes; a .warc.gz is the same with each record a gzip member. Of these the
// responses and resources that are HTML or plain text become items, with the address of
// WARC-Target-URI; the date of the record is when the copy was taken, not when the page was published.
// Requests, pictures, scripts, redirects and errors are passed over.
package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"mime"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"

	"github.com/parleyhq/parley/internal/intake"
)

// Bundle is a web archive as a form of input.
var Bundle = intake.Bundle{Is: is, Items: Items}

func is(name, mediaType string, head []byte) bool {
	if bytes.HasPrefix(head, []byte("WARC/")) {
		return true
	}
	lower := strings.ToLower(name)
	return bytes.HasPrefix(head, gz) && (strings.HasSuffix(lower, ".warc.gz") || strings.HasPrefix(mediaType, "application/warc"))
}

var gz = []byte("\x1f\x8b")

// Items reads the pages of r, one at a time.
func Items(from intake.Item, r io.Reader) iter.Seq2[intake.Item, error] {
	return func(yield func(intake.Item, error) bool) {
		br := bufio.NewReader(r)
		if head, _ := br.Peek(2); bytes.Equal(head, gz) {
			z, err := gzip.NewReader(br)
			if err != nil {
				yield(intake.Item{}, intake.Problemf(from.Name, "is no gzip that can be read: %w", err))
				return
			}
			defer z.Close()
			br = bufio.NewReader(z)
		}
		pages := 0
		for n := 1; ; n++ {
			name := fmt.Sprintf("%s#%d", from.Name, n)
			rec, err := next(br)
			if err == io.EOF {
				break
			}
			if err != nil {
				yield(intake.Item{}, intake.Problemf(name, "cannot be read further: %w", err))
				return
			}
			item, ok, perr := rec.item(name)
			if ok || perr != nil {
				pages++
				if !yield(item, perr) {
					return
				}
			}
			if err := rec.skip(br); err != nil {
				yield(intake.Item{}, intake.Problemf(name, "cannot be read further: %w", err))
				return
			}
		}
		if pages == 0 {
			yield(intake.Item{}, intake.Problemf(from.Name, "is a web archive without pages"))
		}
	}
}

// A record is one of the archive. Its block is read from the archive itself.
type record struct {
	header textproto.MIMEHeader
	block  *io.LimitedReader
}

// most is how many bytes the header of a record may have.
const most = 64 << 10

// next reads the header of the next record. It is io.EOF after the last.
func next(br *bufio.Reader) (*record, error) {
	if err := blank(br); err != nil {
		return nil, err
	}
	header, err := headerOf(br)
	if err != nil {
		return nil, err
	}
	n, err := strconv.ParseInt(strings.TrimSpace(header.Get("Content-Length")), 10, 64)
	if err != nil || n < 0 {
		return nil, errors.New("a record has no Content-Length")
	}
	return &record{header, &io.LimitedReader{R: br, N: n}}, nil
}

// blank reads over the line ends between records.
func blank(br *bufio.Reader) error {
	for {
		b, err := br.ReadByte()
		if err != nil {
			return cut(err)
		}
		if b != '\r' && b != '\n' {
			return br.UnreadByte()
		}
	}
}

// cut tells an archive that ends where it may from one that was cut off.
func cut(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("the archive is cut off")
	}
	return err
}

func headerOf(br *bufio.Reader) (textproto.MIMEHeader, error) {
	var buf bytes.Buffer
	for first := true; ; first = false {
		line, err := br.ReadSlice('\n')
		if err != nil && err != bufio.ErrBufferFull {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return nil, cut(err)
		}
		if first {
			if !bytes.HasPrefix(line, []byte("WARC/")) {
				return nil, errors.New("where a record should begin there is none")
			}
			continue
		}
		buf.Write(line)
		if buf.Len() > most {
			return nil, errors.New("the header of a record is too long")
		}
		if err == nil && len(bytes.TrimSpace(line)) == 0 {
			break
		}
	}
	h, err := textproto.NewReader(bufio.NewReader(&buf)).ReadMIMEHeader()
	if err != nil {
		return nil, errors.New("the header of a record is malformed")
	}
	return h, nil
}

// skip reads over what is left of the block, and fails if the archive ends before it.
func (rec *record) skip(br *bufio.Reader) error {
	_, err := io.Copy(io.Discard, rec.block)
	if err == nil && rec.block.N > 0 {
		err = io.ErrUnexpectedEOF
	}
	return cut(err)
}

// item is the page that a record holds. It is false if the record holds none.
func (rec *record) item(name string) (_ intake.Item, ok bool, _ error) {
	url := strings.Trim(strings.TrimSpace(rec.header.Get("WARC-Target-URI")), "<>")
	if !strings.HasPrefix(url, "http://") && !strings.HasPrefix(url, "https://") {
		return intake.Item{}, false, nil
	}
	item := intake.Item{Name: name + " " + url, Place: url, URL: url, Captured: rec.header.Get("WARC-Date")}
	body := io.Reader(rec.block)
	switch strings.ToLower(rec.header.Get("WARC-Type")) {
	case "response":
		resp, err := http.ReadResponse(bufio.NewReader(rec.block), nil)
		if err != nil {
			return intake.Item{}, false, intake.Problemf(item.Name, "is no HTTP response that can be read")
		}
		if resp.StatusCode != http.StatusOK {
			return intake.Item{}, false, nil
		}
		item.MediaType = resp.Header.Get("Content-Type")
		if !text(item.MediaType) {
			return intake.Item{}, false, nil
		}
		if body, err = unpacked(resp.Body, resp.Header.Get("Content-Encoding")); err != nil {
			return intake.Item{}, false, intake.Problemf(item.Name, "%w", err)
		}
	case "resource":
		if item.MediaType = rec.header.Get("Content-Type"); !text(item.MediaType) {
			return intake.Item{}, false, nil
		}
	default:
		return intake.Item{}, false, nil
	}
	var err error
	if item.Data, err = intake.ReadAll(body); err != nil {
		return intake.Item{}, false, intake.Problemf(item.Name, "cannot be read: %w", cut(err))
	}
	return item, true, nil
}

func text(mediaType string) bool {
	t, _, _ := mime.ParseMediaType(mediaType)
	return t == "text/html" || t == "application/xhtml+xml" || t == "text/plain"
}

// unpacked undoes the compression that the site sent the page in.
func unpacked(r io.Reader, encoding string) (io.Reader, error) {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "", "identity", "none":
		return r, nil
	case "gzip", "x-gzip":
		br := bufio.NewReader(r)
		if head, _ := br.Peek(2); !bytes.Equal(head, gz) {
			return br, nil // some archives keep the header and store the page unpacked
		}
		return gzip.NewReader(br)
	case "deflate":
		br := bufio.NewReader(r)
		if head, _ := br.Peek(1); len(head) == 1 && head[0]&0x0f == 8 {
			return zlib.NewReader(br)
		}
		return flate.NewReader(br), nil
	case "zstd":
		z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(64<<20))
		if err != nil {
			return nil, err
		}
		return z, nil
	}
	return nil, fmt.Errorf("is compressed as %s, which is not read: archive it without", encoding)
}
