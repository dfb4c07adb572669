package web

import "net/http"

// statement leads from a statement's own address to its words in the reader.
func (s *site) statement(r *http.Request) (*answer, error) {
	found := s.statementByID[r.PathValue("id")]
	if found == nil {
		return nil, errNotFound
	}
	return &answer{location: found.Href, status: http.StatusSeeOther}, nil
}
