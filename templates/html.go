package templates

import (
	_ "embed"
	"fmt"
	"html"
	"strings"
	"text/template"
)

//go:embed layout.html
var layoutSource string

// layout is the frame of every HTML part: tables and inline styles, as Outlook's old engine knows neither
// flex nor max-width, and a style block for dark mode and phones, which may be dropped on the way.
type layout struct{ t *template.Template }

func newLayout() (*layout, error) {
	t, err := template.New("layout").Parse(layoutSource)
	if err != nil {
		return nil, fmt.Errorf("parse layout: %w", err)
	}
	return &layout{t}, nil
}

// html writes the whole HTML part. Every value in it has passed the escape below or the template's own.
func (l *layout) html(p *page, subject string, body []block) string {
	var b strings.Builder
	b.Grow(8192)
	// The layout is parsed and its fields are fixed; a strings.Builder takes everything.
	_ = l.t.Execute(&b, map[string]string{
		"Lang": string(p.language), "Title": escape(subject), "Name": escape(p.o.Name),
		"Body": htmlBlocks(body), "Foot": htmlFoot(p),
	})
	return b.String()
}

const (
	stylePara    = `margin:0 0 16px`
	styleHeading = `margin:24px 0 6px;font-size:18px;line-height:1.3;color:#123c5a`
	styleList    = `margin:0 0 16px;padding:0 0 0 22px`
	styleItem    = `margin:0 0 8px`
	styleFacts   = `border-collapse:collapse;margin:0 0 16px;width:100%`
	styleLabel   = `padding:5px 12px 5px 0;border-bottom:1px solid #d9e0e6;vertical-align:top;color:#4a5966;width:36%`
	styleValue   = `padding:5px 0;border-bottom:1px solid #d9e0e6;vertical-align:top`
	styleQuote   = `margin:0 0 16px;padding:2px 0 2px 14px;border-left:4px solid #b8c4ce;color:#3b4854;overflow-wrap:anywhere`
	styleLetter  = `margin:0 0 16px;padding:12px 14px;border:1px solid #b8c4ce;font-size:15px;overflow-wrap:anywhere`
	styleButton  = `display:inline-block;padding:11px 18px;border:1px solid #14598a;border-radius:6px;background:#14598a;color:#ffffff;text-decoration:none;font-weight:bold`
	styleLink    = `color:#14598a`
)

func htmlBlocks(blocks []block) string {
	var b strings.Builder
	b.Grow(4096)
	for i, x := range blocks {
		first := i == 0 || blocks[i-1].kind != x.kind
		last := i == len(blocks)-1 || blocks[i+1].kind != x.kind
		htmlBlock(&b, x, first, last)
	}
	return b.String()
}

// htmlBlock writes one block; first and last tell where a run of its kind begins and ends.
func htmlBlock(b *strings.Builder, x block, first, last bool) {
	switch x.kind {
	case heading:
		fmt.Fprintf(b, `<h2 class="h" style="%s">%s</h2>`, styleHeading, rich(x.text()))
	case item:
		run(b, first, `<ul style="`+styleList+`">`, `<li style="`+styleItem+`">`+rich(x.text())+`</li>`, last, `</ul>`)
	case fact:
		row := `<tr><td class="m" style="` + styleLabel + `">` + rich(x.field(0)) + `</td><td class="v" style="` + styleValue + `">` + rich(x.field(1)) + `</td></tr>`
		run(b, first, `<table style="`+styleFacts+`">`, row, last, `</table>`)
	case quote:
		fmt.Fprintf(b, `<blockquote class="q" style="%s">%s</blockquote>`, styleQuote, rich(x.text()))
	case letter:
		fmt.Fprintf(b, `<div class="l" style="%s">%s</div>`, styleLetter, rich(x.text()))
	case button:
		fmt.Fprintf(b, `<p style="margin:0 0 %dpx"><a class="b" href="%s" style="%s">%s</a></p>`, below(last), address(x.field(1)), styleButton, rich(x.field(0)))
	case glance:
		htmlGlance(b, x, first, last)
	default:
		fmt.Fprintf(b, `<p style="%s">%s</p>`, stylePara, rich(x.text()))
	}
	b.WriteByte('\n')
}

// below is the room under a button: buttons of one question stand together.
func below(last bool) int {
	if last {
		return 20
	}
	return 10
}

func run(b *strings.Builder, first bool, begin, row string, last bool, end string) {
	if first {
		b.WriteString(begin)
	}
	b.WriteString(row)
	if last {
		b.WriteString(end)
	}
}

func escape(s string) string { return html.EscapeString(s) }

// rich writes the marks inside a block; everything else is escaped.
func rich(s string) string {
	s = marksToTags.Replace(escape(s))
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, string(markLink))
		b.WriteString(before)
		if !found {
			return b.String()
		}
		words, rest, _ := strings.Cut(rest, string(markURL))
		url, rest, _ := strings.Cut(rest, string(markEnd))
		style := styleLink
		if strings.HasPrefix(url, "tel:") {
			style += ";white-space:nowrap" // a number that is broken at its hyphen is hard to read out
		}
		fmt.Fprintf(&b, `<a class="a" href="%s" style="%s">%s</a>`, address(html.UnescapeString(beforeAlt(url))), style, words)
		s = rest
	}
}

var marksToTags = strings.NewReplacer(
	string(markBold), "<b>", string(markPlain), "</b>", string(markBreak), "<br>",
)

func beforeAlt(url string) string {
	url, _, _ = strings.Cut(url, string(markAlt))
	return url
}

// address lets only addresses through that open a page, a letter or a call.
func address(url string) string {
	for _, scheme := range []string{"https://", "http://", "mailto:", "tel:"} {
		if strings.HasPrefix(url, scheme) {
			return escape(url)
		}
	}
	return "#"
}
