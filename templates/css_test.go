package templates

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// screen is where a letter is read.
type screen struct{ night, phone bool }

// element is a tag of a letter with the styles that hold for it, from its own attribute and the style block.
type element struct {
	tag     string
	classes []string
	attrs   map[string]string
	own     map[string]string // properties, by name
	text    string            // directly inside it
	up      *element
	below   []*element
}

// inherited is a property that is handed down.
func (e *element) inherited(property, otherwise string) string {
	for ; e != nil; e = e.up {
		if v := e.own[property]; v != "" {
			return v
		}
	}
	return otherwise
}

// ground is the colour behind an element.
func (e *element) ground() string {
	for ; e != nil; e = e.up {
		if v := cmp.Or(e.own["background"], e.own["background-color"]); v != "" {
			return v
		}
	}
	return "#ffffff"
}

// hexOf writes #abc in full.
func hexOf(colour string) string {
	if len(colour) != 4 {
		return colour
	}
	return "#" + strings.Repeat(colour[1:2], 2) + strings.Repeat(colour[2:3], 2) + strings.Repeat(colour[3:4], 2)
}

// cssRule is one selector of a style block with what it sets. Only what the layouts use is understood: tags, classes,
// one inside the other.
type cssRule struct {
	selector []string // from the outside in
	set      []setting
	weight   int
	media    string
}

type setting struct {
	property, value string
	important       bool
}

var (
	mediaForm = regexp.MustCompile(`@media\s*([^{]*)\{((?:[^{}]*\{[^{}]*\})*)\s*\}`)
	ruleForm  = regexp.MustCompile(`([^{}]+)\{([^{}]*)\}`)
)

func cssRules(css string) []cssRule {
	var all []cssRule
	plain := mediaForm.ReplaceAllString(css, "")
	all = append(all, rulesIn(plain, "")...)
	for _, m := range mediaForm.FindAllStringSubmatch(css, -1) {
		all = append(all, rulesIn(m[2], strings.TrimSpace(m[1]))...)
	}
	return all
}

func rulesIn(css, media string) []cssRule {
	var all []cssRule
	for _, m := range ruleForm.FindAllStringSubmatch(css, -1) {
		for selector := range strings.SplitSeq(m[1], ",") {
			parts := strings.Fields(selector)
			weight := 10*strings.Count(selector, ".") + len(parts) - strings.Count(" "+strings.Join(parts, " "), " .")
			all = append(all, cssRule{parts, settings(m[2]), weight, media})
		}
	}
	return all
}

func settings(css string) []setting {
	var all []setting
	for line := range strings.SplitSeq(css, ";") {
		property, value, found := strings.Cut(line, ":")
		if !found {
			continue
		}
		value, important := strings.CutSuffix(strings.TrimSpace(value), "!important")
		all = append(all, setting{strings.TrimSpace(property), strings.TrimSpace(value), important})
	}
	return all
}

func (r cssRule) holds(s screen) bool {
	return r.media == "" || s.night && strings.Contains(r.media, "dark") || s.phone && strings.Contains(r.media, "max-width")
}

func (r cssRule) fits(e *element) bool {
	last := len(r.selector) - 1
	if !simple(r.selector[last], e) {
		return false
	}
	for i := last - 1; i >= 0; i-- {
		for e = e.up; e != nil && !simple(r.selector[i], e); e = e.up {
		}
		if e == nil {
			return false
		}
	}
	return true
}

func simple(selector string, e *element) bool {
	class, isClass := strings.CutPrefix(selector, ".")
	return isClass && slices.Contains(e.classes, class) || !isClass && selector == e.tag
}

// apply sets what holds for the element: rules by weight and order, its own style after them, important ones last.
func apply(rules []cssRule, s screen, e *element) {
	var all []setting
	fitting := slices.DeleteFunc(slices.Clone(rules), func(r cssRule) bool { return !r.holds(s) || !r.fits(e) })
	slices.SortStableFunc(fitting, func(a, b cssRule) int { return a.weight - b.weight })
	for _, r := range fitting {
		all = append(all, r.set...)
	}
	all = append(all, settings(e.attrs["style"])...)
	slices.SortStableFunc(all, func(a, b setting) int {
		switch {
		case a.important == b.important:
			return 0
		case b.important:
			return -1
		}
		return 1
	})
	e.own = map[string]string{}
	for _, x := range all {
		e.own[x.property] = x.value
	}
}

// drawnHTML gives the elements of the body in their order.
func drawnHTML(t *testing.T, part string, s screen) []*element {
	t.Helper()
	root, err := html.Parse(strings.NewReader(part))
	if err != nil {
		t.Fatal(err)
	}
	var rules []cssRule
	var all []*element
	var walk func(n *html.Node, up *element)
	walk = func(n *html.Node, up *element) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode && up != nil:
				up.text += c.Data
			case c.Type != html.ElementNode:
			case c.Data == "style":
				rules = append(rules, cssRules(c.FirstChild.Data)...)
			case up == nil && c.Data != "body":
				walk(c, nil)
			default:
				e := &element{tag: c.Data, attrs: map[string]string{}, up: up}
				for _, a := range c.Attr {
					e.attrs[a.Key] = a.Val
				}
				e.classes = strings.Fields(e.attrs["class"])
				apply(rules, s, e)
				if up != nil {
					up.below = append(up.below, e)
				}
				all = append(all, e)
				walk(c, e)
			}
		}
	}
	walk(root, nil)
	return all
}
