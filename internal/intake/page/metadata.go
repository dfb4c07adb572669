package page

import (
	"encoding/json"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What a page says of itself, the most trusted first. Schema.org data and OpenGraph are written for
// machines and by the publishing system; the other names of <meta> are those that the big publishing
// systems and analytics services have brought (Dublin Core, Parse.ly, Sailthru, Google Scholar).
// Dates of change are no dates of publication, and are not read.
var (
	titleMeta     = []string{"og:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "citation_title", "twitter:title"}
	publisherMeta = []string{"og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher", "publisher", "application-name"}
	authorMeta    = []string{"author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "citation_author", "byl"}
	dateMeta      = []string{
		"article:published_time", "og:article:published_time", "datepublished", "og:published_time", "parsely-pub-date", "sailthru.date",
		"dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date", "dcterms.created", "dc.date.created", "article.published",
		"publication_date", "citation_publication_date", "pubdate", "publishdate", "publish-date", "publish_date", "published_time",
		"originalpublicationdate", "cxenseparse:recs:publishtime", "og:pubdate", "article_date_original", "date",
	}
)

// metadata reads all but the text of a page.
//
// Trust for the date: JSON-LD datePublished; <meta> in the order of dateMeta; an element with
// itemprop datePublished; <time pubdate> or the first <time datetime> of the only article; JSON-LD
// dateCreated; the address (/2025/03/18/).
func metadata(root *html.Node, address string) Page {
	ld := jsonLD(root)
	metas := metaNames(root)
	first := func(names []string) string {
		for _, n := range names {
			if vs := metas[n]; len(vs) > 0 {
				return vs[0]
			}
		}
		return ""
	}
	p := Page{Language: language(root), URL: canonical(root, metas, address)}
	sites := slices.DeleteFunc(nonEmpty(append([]string{name(ld["publisher"])}, values(metas, publisherMeta)...)...),
		func(s string) bool { return strings.Contains(s, "://") })
	if len(sites) > 0 {
		p.Publisher = sites[0]
	}
	p.Title = headline(root, sites, text(ld["headline"]), first(titleMeta), text(ld["name"]))
	if p.Authors = names(ld["author"]); len(p.Authors) == 0 {
		p.Authors = metaAuthors(metas)
	}
	p.Published = nonEmpty(text(ld["datePublished"]))
	p.Published = append(p.Published, values(metas, dateMeta)...)
	p.Published = append(p.Published, times(root)...)
	p.Published = append(p.Published, nonEmpty(text(ld["dateCreated"]), URLDate(address), URLDate(p.URL))...)
	return p
}

func nonEmpty(list ...string) []string {
	return slices.DeleteFunc(list, func(s string) bool { return s == "" })
}

// metaNames are the contents of <meta>, by name, property or itemprop in lower case.
func metaNames(root *html.Node) map[string][]string {
	m := map[string][]string{}
	for _, n := range all(root, func(n *html.Node) bool { return n.DataAtom == atom.Meta }) {
		content := clean(attr(n, "content"))
		if content == "" {
			continue
		}
		for _, key := range []string{"property", "name", "itemprop"} {
			for _, k := range strings.Fields(strings.ToLower(attr(n, key))) {
				m[k] = append(m[k], content)
			}
		}
	}
	return m
}

func values(metas map[string][]string, names []string) []string {
	var vs []string
	for _, n := range names {
		vs = append(vs, metas[n]...)
	}
	return vs
}

// metaAuthors are the contents of the first author name that holds no address.
func metaAuthors(metas map[string][]string) []string {
	for _, n := range authorMeta {
		vs := slices.DeleteFunc(slices.Clone(metas[n]), func(s string) bool { return strings.Contains(s, "://") || strings.HasPrefix(s, "@") })
		if len(vs) > 0 {
			return slices.Compact(vs)
		}
	}
	return nil
}

func language(root *html.Node) string {
	if pages := all(root, func(n *html.Node) bool { return n.DataAtom == atom.Html }); len(pages) > 0 {
		return attr(pages[0], "lang")
	}
	return ""
}

// canonical is the address that the page gives itself, if it is absolute.
func canonical(root *html.Node, metas map[string][]string, address string) string {
	var given []string
	for _, n := range all(root, func(n *html.Node) bool {
		return n.DataAtom == atom.Link && strings.EqualFold(attr(n, "rel"), "canonical")
	}) {
		given = append(given, attr(n, "href"))
	}
	base, _ := url.Parse(address)
	for _, s := range append(given, metas["og:url"]...) {
		u, err := url.Parse(s)
		if err != nil {
			continue
		}
		if base != nil && base.Host != "" {
			u = base.ResolveReference(u)
		}
		if u.Host != "" && (u.Scheme == "http" || u.Scheme == "https") && strings.Trim(u.Path, "/") != "" {
			return u.String()
		}
	}
	return ""
}

// headline is the first of the given titles, else the only <h1>, else <title>; without the name of the site.
func headline(root *html.Node, sites []string, given ...string) string {
	for _, t := range given {
		if t = withoutSite(clean(t), sites); t != "" {
			return t
		}
	}
	if h1 := all(root, func(n *html.Node) bool { return n.DataAtom == atom.H1 }); len(h1) == 1 {
		if t, _ := write(h1[0]); t != "" {
			return clean(t)
		}
	}
	if titles := all(root, func(n *html.Node) bool { return n.DataAtom == atom.Title && n.Namespace == "" }); len(titles) > 0 {
		var b strings.Builder
		for c := range titles[0].ChildNodes() {
			b.WriteString(c.Data)
		}
		return withoutSite(clean(b.String()), sites)
	}
	return ""
}

var titleBreak = regexp.MustCompile(`\s+[|·•»«–—-]\s+|\s*[|»]\s*`)

// withoutSite takes the name of the site off the end or the start of a title: "Talks resume | The Example".
func withoutSite(title string, sites []string) string {
	if slices.ContainsFunc(sites, func(site string) bool { return same(title, site) }) {
		return ""
	}
	for changed := true; changed; {
		changed = false
		breaks := titleBreak.FindAllStringIndex(title, -1)
		if len(breaks) == 0 {
			break
		}
		first, last := breaks[0], breaks[len(breaks)-1]
		for _, site := range sites {
			switch {
			case same(title[last[1]:], site) && last[0] > 0:
				title, changed = title[:last[0]], true
			case same(title[:first[0]], site) && first[1] < len(title):
				title, changed = title[first[1]:], true
			}
			if changed {
				break
			}
		}
	}
	return strings.TrimSpace(title)
}

// same reports whether two names of a site are the same but for case, "The" and ".com".
func same(a, b string) bool {
	bare := func(s string) string {
		s = strings.ToLower(strings.TrimSpace(s))
		s = strings.TrimPrefix(s, "the ")
		s = strings.TrimPrefix(s, "www.")
		if i := strings.LastIndexByte(s, '.'); i > 0 && !strings.Contains(s[i:], " ") {
			s = s[:i]
		}
		return strings.ReplaceAll(s, " ", "")
	}
	return a != "" && bare(a) == bare(b)
}

// times are the dates of elements that say that they hold the date of publication, then the first
// <time> of the only article, which stands at its head.
func times(root *html.Node) []string {
	var found []string
	value := func(n *html.Node) string {
		for _, v := range []string{attr(n, "datetime"), attr(n, "content")} {
			if v != "" {
				return clean(v)
			}
		}
		t, _ := write(n)
		return clean(t)
	}
	for _, n := range all(root, func(n *html.Node) bool { return n.DataAtom != atom.Meta }) {
		if slices.Contains(strings.Fields(strings.ToLower(attr(n, "itemprop"))), "datepublished") || n.DataAtom == atom.Time && has(n, "pubdate") {
			found = append(found, value(n))
		}
	}
	isArticle := func(n *html.Node) bool { return n.DataAtom == atom.Article }
	if articles := all(root, isArticle); len(articles) == 1 {
		for _, n := range all(articles[0], func(n *html.Node) bool { return n.DataAtom == atom.Time && has(n, "datetime") }) {
			if class := strings.ToLower(attr(n, "class") + attr(n, "itemprop")); !strings.Contains(class, "modif") && !strings.Contains(class, "updat") {
				found = append(found, value(n))
				break
			}
		}
	}
	return nonEmpty(found...)
}

var urlDate = regexp.MustCompile(`/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?:[/-]|$)`)

// URLDate is the date in the path of an address, as ISO 8601: /2025/03/18/ gives 2025-03-18.
func URLDate(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return ""
	}
	m := urlDate.FindStringSubmatch(u.Path)
	if m == nil {
		return ""
	}
	two := func(s string) string { return ("0" + s)[len(s)-1:] }
	return m[1] + "-" + two(m[2]) + "-" + two(m[3])
}

// articleTypes are the types of schema.org that stand for a text on its own page.
var articleTypes = []string{
	"NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle", "OpinionNewsArticle", "AskPublicNewsArticle",
	"Article", "BlogPosting", "LiveBlogPosting", "SocialMediaPosting", "Report", "TechArticle", "ScholarlyArticle", "DiscussionForumPosting",
}

// jsonLD is the first object of the page's JSON-LD that stands for an article, with what it refers to
// by @id in its place. It is nil if there is none.
func jsonLD(root *html.Node) map[string]any {
	ids := map[string]map[string]any{}
	var found, web map[string]any
	var walk func(v any, depth int)
	walk = func(v any, depth int) {
		if depth > 12 {
			return
		}
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				walk(e, depth+1)
			}
		case map[string]any:
			if id := text(v["@id"]); id != "" && len(v) > 1 && ids[id] == nil {
				ids[id] = v
			}
			if found == nil && typed(v, articleTypes...) && (v["headline"] != nil || v["datePublished"] != nil) {
				found = v
			}
			if web == nil && typed(v, "WebPage", "ItemPage") && v["datePublished"] != nil {
				web = v
			}
			for _, k := range []string{"@graph", "mainEntity", "mainEntityOfPage", "publisher", "author"} {
				walk(v[k], depth+1)
			}
		}
	}
	for _, n := range all(root, func(n *html.Node) bool {
		return n.DataAtom == atom.Script && strings.EqualFold(attr(n, "type"), "application/ld+json")
	}) {
		for c := range n.ChildNodes() {
			if v := parseJSON(c.Data); v != nil {
				walk(v, 0)
			}
		}
	}
	if found == nil {
		found = web
	}
	for _, key := range []string{"author", "publisher", "creator"} {
		if found[key] != nil {
			found[key] = resolve(found[key], ids)
		}
	}
	if found != nil && found["author"] == nil && found["creator"] != nil {
		found["author"] = found["creator"]
	}
	return found
}

// parseJSON reads JSON as pages have it: with raw line ends in strings, inside a comment or a CDATA section.
func parseJSON(s string) any {
	s = strings.TrimSpace(s)
	for _, wrap := range [][2]string{{"<!--", "-->"}, {"//<![CDATA[", "//]]>"}, {"<![CDATA[", "]]>"}, {"/*<![CDATA[*/", "/*]]>*/"}} {
		if strings.HasPrefix(s, wrap[0]) {
			s = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(s, wrap[0]), wrap[1]))
		}
	}
	s = strings.Map(func(r rune) rune {
		if r < 0x20 {
			return ' '
		}
		return r
	}, s)
	var v any
	if json.Unmarshal([]byte(strings.TrimSuffix(s, ";")), &v) != nil {
		return nil
	}
	return v
}

func typed(v map[string]any, types ...string) bool {
	switch t := v["@type"].(type) {
	case string:
		return slices.Contains(types, strings.TrimPrefix(t, "schema:"))
	case []any:
		return slices.ContainsFunc(t, func(e any) bool { s, _ := e.(string); return slices.Contains(types, s) })
	}
	return false
}

func resolve(v any, ids map[string]map[string]any) any {
	switch v := v.(type) {
	case []any:
		out := make([]any, len(v))
		for i, e := range v {
			if _, nested := e.([]any); !nested {
				out[i] = resolve(e, ids)
			}
		}
		return out
	case map[string]any:
		if t := ids[text(v["@id"])]; t != nil && v["name"] == nil {
			return t
		}
	}
	return v
}

// text is a JSON value as a string: itself, or the first of a list.
func text(v any) string {
	switch v := v.(type) {
	case string:
		return clean(html.UnescapeString(v))
	case []any:
		if len(v) > 0 {
			if s, ok := v[0].(string); ok {
				return text(s)
			}
		}
	}
	return ""
}

// name is the name of a person or an organisation, given as a string or as an object.
func name(v any) string {
	if ns := names(v); len(ns) > 0 {
		return ns[0]
	}
	return ""
}

func names(v any) []string {
	switch v := v.(type) {
	case string:
		if s := text(v); s != "" && !strings.Contains(s, "://") {
			return []string{s}
		}
	case map[string]any:
		if _, object := v["name"].(map[string]any); !object {
			return nonEmpty(text(v["name"]))
		}
	case []any:
		var all []string
		for _, e := range v {
			if _, nested := e.([]any); nested {
				continue
			}
			for _, n := range names(e) {
				if !slices.Contains(all, n) {
					all = append(all, n)
				}
			}
		}
		return all
	}
	return nil
}

// clean makes space one space.
func clean(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || r == '\r' {
			return ' '
		}
		return shown(r)
	}, s)), " ")
}
