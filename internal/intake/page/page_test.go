package page

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What the head of a page says, and what must be read from it.
func TestMetadata(t *testing.T) {
	for _, c := range []struct {
		what, head, address string
		want                Page
	}{
		{
			"JSON-LD in a list, with what it refers to elsewhere; a raw line end in a string; the date of change is none of publication",
			`<script type="application/ld+json">[{"@type":"BreadcrumbList"},{"@type":["NewsArticle","Thing"],"headline":"Envoys
meet &amp; part","dateModified":"2031-03-20","datePublished":"2031-03-18T14:05:00Z","author":{"@id":"#a"},"publisher":{"@type":"Organization","name":"The Herald"}},{"@type":"Person","@id":"#a","name":"Ana Duarte"}]</script>`,
			"",
			Page{Title: "Envoys meet & part", Publisher: "The Herald", Authors: []string{"Ana Duarte"}, Published: []string{"2031-03-18T14:05:00Z"}},
		},
		{
			"JSON-LD that is broken does not hide the rest",
			`<script type="application/ld+json">{"@type":"NewsArticle",</script><meta property="og:title" content="Envoys meet - The Herald"><meta property="og:site_name" content="The Herald">`,
			"",
			Page{Title: "Envoys meet", Publisher: "The Herald"},
		},
		{
			"OpenGraph before Dublin Core, publication before all other dates",
			`<meta name="dc.title" content="B"><meta property="og:title" content="A title"><meta name="date" content="2031-03-01"><meta property="article:modified_time" content="2031-03-20"><meta property="article:published_time" content="2031-03-18">`,
			"",
			Page{Title: "A title", Published: []string{"2031-03-18", "2031-03-01"}},
		},
		{
			"authors of a service, an address is no author",
			`<meta property="article:author" content="https://example.com/ana"><meta name="parsely-author" content="Ana Duarte"><meta name="parsely-title" content="Envoys meet"><meta name="parsely-pub-date" content="2031-03-18T14:05:00Z">`,
			"",
			Page{Title: "Envoys meet", Authors: []string{"Ana Duarte"}, Published: []string{"2031-03-18T14:05:00Z"}},
		},
		{
			"the address of the page has its date, the canonical address its place",
			`<title>Envoys meet</title><link rel="canonical" href="/2031/03/18/envoys">`,
			"https://www.example.com/2031/3/18/envoys?utm=1",
			Page{Title: "Envoys meet", URL: "https://www.example.com/2031/03/18/envoys", Published: []string{"2031-03-18", "2031-03-18"}},
		},
		{
			"the name of the site before the title",
			`<title>The Herald | Envoys meet – and part</title><meta property="og:site_name" content="Herald">`,
			"",
			Page{Title: "Envoys meet – and part", Publisher: "Herald"},
		},
		{"a title that is only the name of the site", `<meta property="og:title" content="The Herald"><meta property="og:site_name" content="The Herald"><title>Envoys meet | The Herald</title>`, "", Page{Title: "Envoys meet", Publisher: "The Herald"}},
		{"nothing", ``, "", Page{}},
	} {
		got, err := Read("<html><head>"+c.head+"</head><body><p>Envoys of both governments met.</p></body></html>", c.address)
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
		}
		if got.Text != "Envoys of both governments met." {
			t.Errorf("%s: the text is %q", c.what, got.Text)
		}
		got.Text, got.Captions = "", nil
		if len(got.Published) == 0 {
			got.Published = nil
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s:\n%s", c.what, diff)
		}
	}
}

// A piece of HTML, and the text that it is. A bar stands for a line end.
func TestWrite(t *testing.T) {
	for in, want := range map[string]string{
		"<p>One <b>two</b><i>three</i>.</p><p>Four</p>":                   "One twothree.||Four",
		"<h2>Head</h2>text <div>inner</div> after":                        "Head||text||inner||after",
		"<ul><li>a<li><p>b</p><p>c</p></ul>d":                             "- a|- b|c||d",
		"<p>a<br>b<br><br>c":                                              "a|b||c",
		"<table><tr><th>x<th>y<tr><td>1<td>2</table>":                     "x | y|1 | 2",
		"&ldquo;Yes,&rdquo; he&nbsp;said&#8212;twice&hellip; caf&eacute;": "“Yes,” he said—twice… café",
		"sof&shy;t hy\u200bphen":                                          "soft hyphen",
		"<p>He said <q>no</q>, twice.":                                    "He said “no”, twice.",
		"a<script>x</script>b <style>y</style><noscript>z</noscript>c":    "a b c",
		"<pre>one\n  two</pre>":                                           "one|two",
		"<dl><dt>Q:</dt><dd>Will you?</dd></dl>":                          "Q:|Will you?",
		"<p>a</p><p hidden>b</p><svg><title>c</title></svg><p>d</p>":      "a||d",
		"<blockquote><p>We came.</p></blockquote><p>So he said.</p>":      "We came.||So he said.",
		"<p>  \n </p><p>x</p><hr><p>y</p>":                                "x||y",
	} {
		p, err := Read(in, "")
		if got := strings.ReplaceAll(p.Text, "\n", "|"); err != nil || got != want {
			t.Errorf("%s: %q, %v; wanted %q", in, got, err, want)
		}
	}
}

// Pages that end where they should not, and pages that only leave out what they may.
func TestWhole(t *testing.T) {
	for in, cut := range map[string]bool{
		"<html><body><p>One</p></body></html>":             false,
		"<html><body><p>One</body></html>":                 false,
		"<html><body><p>One</p>":                           false,
		"<p>One<p>Two":                                     false,
		"<div><p>A piece of a feed":                        false,
		"<html><body><div><p>One</p>":                      true,
		"<html><body><p>One and":                           true,
		"<html><body><p>One</p><a href=\"x":                true,
		"<html><body><p>One</p><script>var a":              true,
		"<html><body><p>One</p></body></html><!-- open":    false,
		"<html><body><table><tr><td>One</td>":              true,
		"<body><ul><li>One<li>Two</ul><p>Three</p></body>": false,
	} {
		if _, err := Read(in, ""); (err != nil) != cut {
			t.Errorf("%s: %v", in, err)
		}
	}
}
