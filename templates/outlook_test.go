package templates

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"complaintsd/cases"
)

// Outlook for Windows draws mail with the engine of Word, which cannot be run here. These tests hold every letter
// against what that engine knows, as people have measured it (caniemail.com, 2007 to 2019).

// knownToWord are the properties that it follows, and ignored those that a letter does without.
var (
	knownToWord = []string{
		"color", "background", "font", "font-family", "font-size", "font-weight", "line-height", "text-align", "text-decoration",
		"vertical-align", "white-space", "border", "border-left", "border-right", "border-bottom", "border-color", "margin", "padding", "padding-right",
		"height", "mso-padding-alt",
	}
	ignored = []string{"border-radius", "word-break", "display", "max-width", "table-layout", "width"}
)

// wordRules say each one thing that Word does not do, or nothing.
var wordRules = []struct {
	what string
	ok   func(e *element, property, value string) bool
}{
	{"a property that Word does not know", func(_ *element, property, _ string) bool {
		return slices.Contains(knownToWord, property) || slices.Contains(ignored, property)
	}},
	{"padding outside a table cell", func(e *element, property, value string) bool {
		button := e.tag == "a" && e.up.own["mso-padding-alt"] != ""
		return !strings.HasPrefix(property, "padding") || nought(value) || e.tag == "td" || button
	}},
	{"a border outside a table", func(e *element, property, value string) bool {
		return !strings.HasPrefix(property, "border") || property == "border-radius" || nought(value) || e.tag == "td" || e.tag == "table"
	}},
	{"a margin below nothing, by itself, or on what has none", func(e *element, property, value string) bool {
		return property != "margin" || nought(value) || !strings.ContainsAny(value, "-a") && e.tag != "td" && e.tag != "span" && e.tag != "body"
	}},
	{"a width that is no attribute", func(e *element, property, value string) bool {
		return property != "width" || e.attrs["width"] != "" || e.tag == "img" && value == "auto"
	}},
	{"a greatest width without a table around it that has one", func(e *element, property, _ string) bool {
		if property != "max-width" {
			return true
		}
		for up := e.up; up != nil; up = up.up {
			if _, err := strconv.Atoi(up.attrs["width"]); up.tag == "table" && err == nil {
				return true
			}
		}
		return false
	}},
	{"a ground that is no colour", func(_ *element, property, value string) bool {
		return property != "background" || regexp.MustCompile(`^#[0-9a-f]{3,6}$`).MatchString(value)
	}},
	{"a way to stand that Word does not know", func(_ *element, property, value string) bool {
		return property != "display" || value == "block"
	}},
	{"a measure that Word cannot count", func(_ *element, _, value string) bool {
		return !regexp.MustCompile(`[0-9](r?em|v[wh]|ch|ex|fr)\b|\(`).MatchString(value)
	}},
}

func nought(value string) bool { return value == "0" || value == "0 auto" || value == "none" }

var styleForm = regexp.MustCompile(`(?s)<style>(.*?)</style>`)

var conditional = regexp.MustCompile(`<!--\[if mso\]>|<!\[endif\]-->`)

func TestOutlookForWindows(t *testing.T) {
	seen := map[string]bool{}
	eachLetter(t, func(t *testing.T, s Sample, _, _, part string) {
		if part == "" {
			return
		}
		for _, e := range drawnHTML(t, conditional.ReplaceAllString(part, ""), screen{}) {
			for property, value := range e.own {
				key := strings.Join(append([]string{e.tag, property, value, strconv.FormatBool(s.Kind.ToParent())}, e.classes...), " ")
				if seen[key] {
					continue
				}
				seen[key] = true
				for _, rule := range wordRules {
					if !rule.ok(e, property, value) {
						t.Errorf("%s: <%s class=%v> has %s: %s", rule.what, e.tag, e.classes, property, value)
					}
				}
			}
		}
	})
}

// Word reads no selector but tags, classes and one inside the other, and loses what is marked important in a tag.
func TestOutlookReadsTheStyles(t *testing.T) {
	own := looksOf(&cases.Organisation{Name: "Org"})
	for name, l := range map[string]*look{"parents": own.parent, "staff": own.staff} {
		day := mediaForm.ReplaceAllString(strings.Join(styleForm.FindAllString(l.frame[2], -1), "\n"), "")
		for _, m := range ruleForm.FindAllStringSubmatch(styleForm.ReplaceAllString(day, "$1"), -1) {
			if strings.ContainsAny(m[1], "+~:[*>") {
				t.Errorf("%s: selector %q", name, m[1])
			}
			if strings.Contains(m[2], "!important") {
				t.Errorf("%s: important by day: %s", name, m[0])
			}
		}
	}
}

// Tables hold the letter in its place; whoever listens to it need not hear of them. What stands in a style besides
// stands in an attribute too.
func TestTablesAndPictures(t *testing.T) {
	eachLetter(t, func(t *testing.T, _ Sample, _, _, part string) {
		if part == "" {
			return
		}
		for _, e := range drawnHTML(t, conditional.ReplaceAllString(part, ""), screen{}) {
			switch {
			case e.tag == "table" && (e.attrs["role"] != "presentation" || e.attrs["cellspacing"] == ""):
				t.Errorf("a table with %v", e.attrs)
			case e.tag == "img" && (e.attrs["alt"] == "" || e.attrs["height"] == ""):
				t.Errorf("a picture with %v", e.attrs)
			case slices.Contains([]string{"div", "section", "button", "form", "input", "video", "iframe", "link", "center", "font"}, e.tag):
				t.Errorf("<%s>", e.tag)
			}
		}
		for _, want := range []string{`<meta name="color-scheme" content="light dark">`, `<meta name="supported-color-schemes" content="light dark">`, `<meta name="viewport"`, "<title>", "</title>"} {
			if !strings.Contains(part, want) {
				t.Errorf("no %s", want)
			}
		}
	})
}

// A finger needs 44 pixels (WCAG 2.5.5; Apple's and Google's rules for telephones): every button has them, and every item of a
// menu on a phone.
func TestWhatIsTappedIsLargeEnough(t *testing.T) {
	buttons, items := 0, 0
	eachLetter(t, func(t *testing.T, _ Sample, _, _, part string) {
		for _, e := range drawnHTML(t, part, screen{phone: true}) {
			if e.tag != "a" {
				continue
			}
			button := slices.Contains(e.up.classes, "b")
			item := e.up.tag == "li" && len(e.up.below) == 1 && strings.TrimSpace(e.up.text) == ""
			if button {
				buttons++
			}
			if item {
				items++
			}
			if high := 24 + 2*pixels(e.own["padding"]); (button || item) && (high < 44 || e.own["display"] != "block") {
				t.Errorf("%q is %d pixels high (%v)", e.text, high, e.own)
			}
		}
	})
	if buttons == 0 || items == 0 {
		t.Errorf("%d buttons and %d items", buttons, items)
	}
}

// pixels of the first value of a property.
func pixels(value string) int {
	first, _, _ := strings.Cut(value, " ")
	n, _ := strconv.Atoi(strings.TrimSuffix(first, "px"))
	return n
}
