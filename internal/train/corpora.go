// Package train reads corpora and writes weights: the numbers that package weights carries. The same
// corpora give the same weights, byte for byte.
package train

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/language/conllu"
)

// A Corpora is a folder of corpora: ud/{ewt,gum}-{train,dev}.conllu.gz, the English Web Treebank and the
// Georgetown University Multilayer corpus of Universal Dependencies 2; polnear/{train,dev}.jsonl.gz, the
// Political News Attribution Relations corpus with the tags and trees that CoreNLP gave it.
type Corpora string

// UD reads one part of a treebank: ewt-train.
func (dir Corpora) UD(name string) (*language.Text, error) {
	path := filepath.Join(string(dir), "ud", name+".conllu.gz")
	in, closeIn, err := unzipped(path)
	if err != nil {
		return nil, err
	}
	defer closeIn()
	f, err := conllu.Read(in)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return f.Text, nil
}

// A Silver is a document of PolNeAR with what CoreNLP made of it.
type Silver struct {
	Text      string
	Sentences [][]SilverWord
}

// A SilverWord is a word as CoreNLP saw it: tags of the Penn Treebank, relations of UD 1.
type SilverWord struct {
	Start, End int // byte offsets
	XPOS       string
	Entity     string // PERSON, ORGANIZATION, DATE ...; O for none
	Head       int    // from 1 in its sentence; 0 for the root
	Rel        string
}

func (w *SilverWord) UnmarshalJSON(b []byte) error {
	var lemma string
	return json.Unmarshal(b, &[]any{&w.Start, &w.End, &lemma, &w.XPOS, &w.Entity, &w.Head, &w.Rel})
}

// PolNeAR reads one part of PolNeAR: train.
func (dir Corpora) PolNeAR(name string) ([]Silver, error) {
	path := filepath.Join(string(dir), "polnear", name+".jsonl.gz")
	in, closeIn, err := unzipped(path)
	if err != nil {
		return nil, err
	}
	defer closeIn()
	var docs []Silver
	dec := json.NewDecoder(in)
	for {
		var d Silver
		if err := dec.Decode(&d); errors.Is(err, io.EOF) {
			return docs, nil
		} else if err != nil {
			return nil, fmt.Errorf("%s, document %d: %w", path, len(docs)+1, err)
		}
		for _, s := range d.Sentences {
			for _, w := range s {
				if w.Start < 0 || w.End <= w.Start || w.End > len(d.Text) || w.Head < 0 || w.Head > len(s) {
					return nil, fmt.Errorf("%s, document %d: a word lies outside its text or tree: %+v", path, len(docs)+1, w)
				}
			}
		}
		docs = append(docs, d)
	}
}

func unzipped(path string) (io.Reader, func() error, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	z, err := gzip.NewReader(bufio.NewReaderSize(f, 1<<16))
	if err != nil {
		f.Close()
		return nil, nil, fmt.Errorf("%s: %w", path, err)
	}
	return z, f.Close, nil
}
