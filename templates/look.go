package templates

import (
	"cmp"
	_ "embed"
	"strings"

	"complaintsd/cases"
)

// The frames of the HTML parts: tables, as Outlook for Windows draws with Word's engine, which knows neither flex nor
// max-width, and padding and borders on table cells only (outlook_test.go has the list); and a style block for dark
// mode and phones. Gmail drops negative margins, so the room between buttons is a row of its own. They are cut at [[lang]], [[title]], [[body]] and [[foot]];
// [[sender]] is the same in all letters of an organisation.
var (
	//go:embed layout.html
	parentLayout string
	//go:embed staff.html
	staffLayout string
)

// The layouts and the drawings below are written in the colours of the first user; recoloured puts those of
// another in their place.
const (
	writtenAccent  = string(cases.DefaultColour) // links, buttons, the line below the name
	writtenHeading = "#123c5a"
	writtenLight   = "#8cc6ef" // links and buttons at night
	writtenTitle   = "#a9d3f0" // headings at night
)

func recoloured(c cases.Colour) *strings.Replacer {
	lit := string(c.Lit())
	return strings.NewReplacer(writtenAccent, string(c), writtenHeading, string(c.Mix("#000000", 0.32)), writtenLight, lit, writtenTitle, lit)
}

// looks are those of an organisation.
type looks struct{ parent, staff *look }

func looksOf(o *cases.Organisation) looks {
	c := cmp.Or(o.Colour, cases.DefaultColour)
	name := `<span class="h" style="font-size:18px;font-weight:bold;color:#123c5a">` + escaped(o.Name) + `</span>`
	if o.LogoURL != "" {
		// Where pictures are off, the name stands in its place. It keeps its white ground at night.
		name = `<img src="` + escaped(o.LogoURL) + `" alt="` + escaped(o.Name) + `" height="48" style="display:block;border:0;height:48px;width:auto;background:#ffffff;font-size:18px;font-weight:bold;color:#123c5a">`
	}
	return looks{parent: parentLook(name).in(c), staff: staffLook(escaped(o.Name)).in(c)}
}

func escaped(s string) string {
	h := canvas{}
	h.text(s)
	return h.String()
}

// in gives the look in a colour.
func (l look) in(c cases.Colour) *look {
	paint := recoloured(c)
	for i := range l.frame {
		l.frame[i] = paint.Replace(l.frame[i])
	}
	drawn := map[kind]drawing{}
	for k, d := range l.drawn {
		for _, s := range []*string{&d.run[0], &d.run[1], &d.one[0], &d.one[1], &d.between} {
			*s = paint.Replace(*s)
		}
		drawn[k] = d
	}
	l.drawn = drawn
	for i := range l.link {
		l.link[i], l.call[i] = paint.Replace(l.link[i]), paint.Replace(l.call[i])
	}
	return &l
}

// look is how letters are drawn.
type look struct {
	frame      [5]string // the layout, cut at its fields
	room       int       // bytes of the frame, and some for its fields
	drawn      map[kind]drawing
	link, call [3]string // a link and a telephone number: before the address, before the words, after them
}

// drawing is the HTML around a block: around a run of its kind, around each one, and between the two fields
// of one that has two.
type drawing struct {
	run, one [2]string
	between  string
}

// parentLook carries every style in the tag itself, as some mail programs drop the style block.
func parentLook(name string) look {
	return framed(strings.Replace(parentLayout, "[[sender]]", name, 1), look{
		drawn: map[kind]drawing{
			para:    {one: [2]string{`<p style="margin:0 0 16px">`, `</p>`}},
			heading: {one: [2]string{`<h2 class="h" style="margin:24px 0 6px;font-size:18px;line-height:1.3;color:#123c5a">`, `</h2>`}},
			item: {
				run: [2]string{`<ul style="margin:0 0 16px 22px;padding:0">`, `</ul>`},
				one: [2]string{`<li style="margin:0 0 8px">`, `</li>`},
			},
			tap: {one: [2]string{`<li class="k" style="margin:0 0 8px">`, `</li>`}},
			fact: {
				run:     [2]string{`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px">`, `</table>`},
				one:     [2]string{`<tr><td class="m" width="36%" style="` + factCell + `;padding-right:12px;color:#4a5966">`, `</td></tr>`},
				between: `</td><td class="v" style="` + factCell + `">`,
			},
			quote: {one: [2]string{
				`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px"><tr><td class="q" style="padding:2px 0 2px 14px;border-left:4px solid #b8c4ce;color:#3b4854">`,
				`</td></tr></table>`,
			}},
			letter: {one: [2]string{
				`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px"><tr><td class="v" style="padding:12px 14px;border:1px solid #b8c4ce;font-size:15px">`,
				`</td></tr></table>`,
			}},
			button: {
				run:     [2]string{`<table role="presentation" class="bs" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 12px">`, `</table>`},
				one:     [2]string{`<tr><td class="b" style="border-radius:6px;background:#14598a;mso-padding-alt:11px 18px"><a href="`, `</a></td></tr><tr><td style="font-size:8px;line-height:8px">&nbsp;</td></tr>`},
				between: `" style="display:block;padding:11px 18px;color:#ffffff;text-decoration:none;font-weight:bold">`,
			},
		},
		link: [3]string{`<a class="a" href="`, `" style="color:#14598a">`, `</a>`},
		// A number that is broken at its hyphen is hard to read out.
		call: [3]string{`<a class="a" href="`, `" style="color:#14598a;white-space:nowrap">`, `</a>`},
	})
}

const factCell = `padding:5px 0;border-bottom:1px solid #d9e0e6;vertical-align:top`

// staffLook has its styles in the style block only. These letters are many, and read in the office's own
// programs, which keep it.
func staffLook(name string) look {
	return framed(strings.Replace(staffLayout, "[[sender]]", name, 1), look{
		drawn: map[kind]drawing{
			para:    {one: [2]string{`<p>`, `</p>`}},
			heading: {one: [2]string{`<h2>`, `</h2>`}},
			item:    {run: [2]string{`<ul>`, `</ul>`}, one: [2]string{`<li>`, `</li>`}},
			tap:     {one: [2]string{`<li class="k">`, `</li>`}},
			fact: {
				run:     [2]string{`<table role="presentation" class="f" width="100%" cellspacing="0">`, `</table>`},
				one:     [2]string{`<tr><td class="m" width="36%">`, `</td></tr>`},
				between: `</td><td>`,
			},
			quote:  {one: [2]string{`<table role="presentation" class="q" width="100%" cellspacing="0"><tr><td>`, `</td></tr></table>`}},
			letter: {one: [2]string{`<table role="presentation" class="l" width="100%" cellspacing="0"><tr><td>`, `</td></tr></table>`}},
			button: {
				run:     [2]string{`<table role="presentation" class="bs" cellspacing="0">`, `</table>`},
				one:     [2]string{`<tr><td class="b"><a href="`, `</a></td></tr><tr><td class="g">&nbsp;</td></tr>`},
				between: `">`,
			},
		},
		link: [3]string{`<a href="`, `">`, `</a>`},
		call: [3]string{`<a class="t" href="`, `">`, `</a>`},
	})
}

func framed(layout string, l look) look {
	for i, field := range []string{"[[lang]]", "[[title]]", "[[body]]", "[[foot]]"} {
		l.frame[i], layout, _ = strings.Cut(layout, field)
	}
	l.frame[4] = layout
	for _, piece := range l.frame {
		l.room += len(piece) + 64
	}
	return l
}
