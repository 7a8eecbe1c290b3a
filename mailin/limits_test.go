package mailin

import (
	"fmt"
	"strings"
	"testing"
)

// Each limit holds exactly: what reaches it is read whole and without a word, one more is cut and named.
func TestLimitsHoldExactly(t *testing.T) {
	lim := DefaultLimits()
	if lim.Header != 256<<10 || lim.Depth != 20 || lim.Parts != 500 || lim.Addresses != 100 {
		t.Errorf("the limits are %+v", lim)
	}
	lim.Header, lim.PartHeader, lim.Depth, lim.Parts, lim.Addresses, lim.Fields, lim.Text = 500, 300, 4, 5, 6, 7, 800
	for name, c := range map[string]struct {
		at     int
		defect string
		mail   func(n int) string
	}{
		"header": {lim.Header, "header-too-long", func(n int) string {
			const head = "From: a@x.example\nX-A: "
			return head + strings.Repeat("a", n-len(head)-1) + "\n\nhoi"
		}},
		"header of a part": {lim.PartHeader, "header-too-long", func(n int) string {
			const head = "Content-Type: text/plain\nX-A: "
			return mixed + "--x\n" + head + strings.Repeat("a", n-len(head)-1) + "\n\nhoi\n--x--"
		}},
		"parts": {lim.Parts, "too-many-parts", func(n int) string {
			return mixed + strings.Repeat("--x\n\nhoi\n", n) + "--x--"
		}},
		"depth of multiparts": {lim.Depth, "too-deep", func(n int) string {
			s := "From: a@x.example\n"
			for i := range n {
				s += fmt.Sprintf("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i)
			}
			s += "\nhoi\n"
			for i := n - 1; i >= 0; i-- {
				s += fmt.Sprintf("--b%d--\n", i)
			}
			return s
		}},
		"depth of messages": {lim.Depth - 1, "too-deep", func(n int) string {
			return "From: a@x.example\n" + strings.Repeat("Content-Type: message/rfc822\n\nSubject: x\n", n) + "\nhoi"
		}},
		"addresses": {lim.Addresses, "too-many-addresses", func(n int) string {
			return "From: a@x.example\nTo: " + strings.TrimSuffix(strings.Repeat("b@x.example, ", n), ", ") + "\n\nhoi"
		}},
		"fields": {lim.Fields, "header-repaired", func(n int) string {
			return "From: a@x.example\n" + strings.Repeat("X-A: b\n", n-1) + "\nhoi"
		}},
		"text": {lim.Text, "text-cut", func(n int) string {
			return "From: a@x.example\n\n" + strings.Repeat("a", n)
		}},
	} {
		for more, cut := range []bool{false, true} {
			m := parseWith(c.mail(c.at+more), lim)
			if has(m.Defects, c.defect) != cut {
				t.Errorf("%s: %d more: %v", name, more, m.Defects)
			}
			if m.From == nil || more == 0 && m.Full == "" {
				t.Errorf("%s: %d more: from %v, text %.20q", name, more, m.From, m.Full)
			}
		}
	}
}
