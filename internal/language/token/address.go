package token

import "strings"

// address finds the end of an internet address that begins at p in the chunk that ends at end: a URL, an
// e-mail address or a host name. It gives p where there is none.
func (s *splitter) address(p, end int) int {
	const longest = 2000 // so that a text without spaces does not take for ever
	chunk := s.text[p:min(end, p+longest)]
	if !strings.ContainsAny(chunk, ".@:") {
		return p
	}
	if i := strings.Index(chunk, "://"); i > 0 && i < 12 && letters(chunk[:i]) || strings.HasPrefix(chunk, "www.") || strings.HasPrefix(chunk, "mailto:") {
		return p + urlEnd(chunk)
	}
	name := nameEnd(chunk)
	if name < len(chunk) && chunk[name] == '@' && name > 0 {
		host := nameEnd(chunk[name+1:])
		host = len(strings.TrimRight(chunk[name+1:name+1+host], ".-_+%"))
		if host > 0 {
			return p + name + 1 + host
		}
		return p
	}
	host := strings.TrimRight(chunk[:name], ".-_+%")
	dot := strings.LastIndexByte(host, '.')
	if dot <= 1 || strings.HasPrefix(host, ".") || strings.Contains(host, "..") || !s.lex.is(host[dot+1:], domain) || numeric(host[:dot]) {
		return p
	}
	if name < len(chunk) && chunk[name] == '/' && name == len(host) {
		return p + urlEnd(chunk)
	}
	return p + len(host)
}

// urlEnd is the end of the address, without the punctuation of the sentence around it.
func urlEnd(chunk string) int {
	if i := strings.IndexAny(chunk, "<>\"“”«»"); i >= 0 {
		chunk = chunk[:i]
	}
	end := strings.TrimRight(chunk, ".,;:!?'’]}")
	for strings.HasSuffix(end, ")") && strings.Count(end, ")") > strings.Count(end, "(") {
		end = strings.TrimRight(end[:len(end)-1], ".,;:!?'’]}")
	}
	return len(end)
}

// nameEnd is the end of the run of characters that a mailbox or a host name is made of.
func nameEnd(s string) int {
	for i := range len(s) {
		if c := s[i]; classes[c] != letter && classes[c] != digit && c != '.' && c != '-' && c != '_' && c != '+' && c != '%' {
			return i
		}
	}
	return len(s)
}

func letters(s string) bool {
	for i := range len(s) {
		if classes[s[i]] != letter {
			return false
		}
	}
	return true
}
