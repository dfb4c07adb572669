package language

import "testing"

// Every name reads back as what it names.
func TestNamesReadBack(t *testing.T) {
	for i, name := range uposNames[1:] {
		if u, ok := ParseUPOS(name); !ok || int(u) != i+1 || u.String() != name {
			t.Errorf("ParseUPOS(%q) = %v, %v", name, u, ok)
		}
	}
	for i, name := range xposNames[1:] {
		if x, ok := ParseXPOS(name); !ok || int(x) != i+1 || x.String() != name {
			t.Errorf("ParseXPOS(%q) = %v, %v", name, x, ok)
		}
	}
	for i, name := range relNames[1:] {
		if r, ok := ParseRel(name); !ok || int(r) != i+1 || r.String() != name {
			t.Errorf("ParseRel(%q) = %v, %v", name, r, ok)
		}
	}
	if VBD.String() != "VBD" || PRPS.String() != "PRP$" || OpenQuote.String() != "``" || PROPN.String() != "PROPN" || AclRelcl.String() != "acl:relcl" || XComp.String() != "xcomp" {
		t.Error("the constants and their names have come apart")
	}
}

func TestRelationSubtypes(t *testing.T) {
	for _, c := range []struct {
		name string
		want Rel
		ok   bool
	}{
		{"obl:tmod", Obl, true}, {"nsubj:pass", NSubjPass, true}, {"_", NoRel, false}, {"", NoRel, false}, {"subject", NoRel, false}, {":pass", NoRel, false},
	} {
		if r, ok := ParseRel(c.name); r != c.want || ok != c.ok {
			t.Errorf("ParseRel(%q) = %v, %v; want %v, %v", c.name, r, ok, c.want, c.ok)
		}
	}
	if NSubjPass.Universal() != NSubj || Root.Universal() != Root || NoRel.Universal() != NoRel {
		t.Error("Universal does not take the subtype away")
	}
}
