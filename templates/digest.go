package templates

import (
	"fmt"
	"html"
	"strconv"
	"strings"

	"complaintsd/cases"
)

// glanceDays is the span of a bar: the six weeks of the law. Its marks are the promises of one and three
// weeks (DESIGN section 1).
const glanceDays = 42

var glanceMarks = []int{7, 21, glanceDays}

func (p *page) digest() cases.Digest {
	if p.n.Digest == nil {
		return cases.Digest{}
	}
	return *p.n.Digest
}

// On is the date of the digest.
func (p *page) On() string { return p.date(p.digest().On) }

// OpenCount is how many cases are open.
func (p *page) OpenCount() int { return len(p.digest().Open) }

// LateCount is how many of them are late.
func (p *page) LateCount() int { return len(p.Late()) }

// Quiet tells that there is nothing to tell.
func (p *page) Quiet() bool {
	d := p.digest()
	return len(d.Open)+len(d.Opened)+len(d.ClosedIn)+len(d.Measures) == 0
}

// Late holds what is past its date.
func (p *page) Late() []string {
	return p.lines(p.digest().Open, func(l cases.DigestLine) bool { return l.Next != "" && l.DaysLeft < 0 })
}

// Week holds what else is due within seven days.
func (p *page) Week() []string {
	return p.lines(p.digest().Open, func(l cases.DigestLine) bool { return l.Next != "" && l.DaysLeft >= 0 && l.DaysLeft <= 7 && !p.mine(l) })
}

// Mine holds what waits for the reader and is not late: own cases, and for the registrar those nobody handles.
func (p *page) Mine() []string {
	return p.lines(p.digest().Open, func(l cases.DigestLine) bool { return p.mine(l) && (l.Next == "" || l.DaysLeft >= 0) })
}

func (p *page) mine(l cases.DigestLine) bool {
	me := p.digest().Person
	return l.Handler != "" && l.Handler == me.Name || l.Handler == "" && me.Has(cases.Registrar)
}

// Opened holds what came in since the last digest.
func (p *page) Opened() []string { return named(p.digest().Opened) }

// Closed holds what was closed since then.
func (p *page) Closed() []string { return named(p.digest().ClosedIn) }

// named names the cases and says no more.
func named(all []cases.DigestLine) []string {
	var found []string
	for _, l := range all {
		found = append(found, string(markBold)+clean(string(l.Ref))+string(markPlain)+" "+lineAbout(l))
	}
	return found
}

func (p *page) lines(all []cases.DigestLine, want func(cases.DigestLine) bool) []string {
	var found []string
	for _, l := range all {
		if want(l) {
			found = append(found, p.line(l))
		}
	}
	return found
}

func (p *page) line(l cases.DigestLine) string {
	s := string(markBold) + clean(string(l.Ref)) + string(markPlain) + " " + lineAbout(l)
	if l.Serious {
		s += ", ernstig"
	}
	s += ". " + handledBy(l) + "."
	if next := p.next(l); next != "" {
		s += " " + next + "."
	}
	return s
}

func lineAbout(l cases.DigestLine) string {
	kind := string(l.Kind)
	if kind == "" {
		kind = string(cases.Complaint)
	}
	if l.Location == "" {
		return kind + ", locatie onbekend"
	}
	return kind + " over " + clean(l.Location)
}

func handledBy(l cases.DigestLine) string {
	if l.Handler == "" {
		return "Nog geen behandelaar"
	}
	return "Behandelaar: " + clean(l.Handler)
}

var nextWords = map[cases.Promise]string{
	cases.Confirm: "Bericht wie behandelt", cases.Propose: "Voorstel", cases.Statutory: "Schriftelijk oordeel",
}

func (p *page) next(l cases.DigestLine) string {
	if l.Next == "" {
		return ""
	}
	due := *l.Due.Of(l.Next)
	if due.IsZero() {
		return nextWords[l.Next] + ": " + left(l.DaysLeft)
	}
	return fmt.Sprintf("%s: %s (%s)", nextWords[l.Next], p.date(due), left(l.DaysLeft))
}

// OpenMeasures are the measures that are not done.
func (p *page) OpenMeasures() []string {
	var found []string
	for _, m := range p.digest().Measures {
		s := fmt.Sprintf("%s%s%s maatregel %d", string(markBold), clean(string(m.Ref)), string(markPlain), m.Number)
		if m.Location != "" {
			s += ", " + clean(m.Location)
		}
		s += fmt.Sprintf(": klaar op %s (%s)", p.date(m.Date), left(m.DaysLeft))
		if m.Owner != "" {
			s += ", " + clean(m.Owner)
		}
		found = append(found, s+".")
	}
	return found
}

// Glance shows each open case as a bar of days.
func (p *page) Glance() []string {
	var rows []string
	for _, l := range p.digest().Open {
		tone := "ok"
		switch {
		case l.Next != "" && l.DaysLeft < 0:
			tone = "late"
		case l.Next != "" && l.DaysLeft <= 7:
			tone = "soon"
		}
		label := strings.TrimSpace(clean(string(l.Ref)) + " " + clean(l.Location))
		rows = append(rows, mark(glance, label, strconv.Itoa(max(0, l.Day)), tone))
	}
	return rows
}

// plainGlance draws the bar with signs: one for two days, a stroke where a term ends.
func plainGlance(b *strings.Builder, x block) {
	day, _ := strconv.Atoi(x.field(1))
	var bar strings.Builder
	for d := 0; d < glanceDays; d += 2 {
		if d > 0 && (d == 6 || d == 20) {
			bar.WriteByte('|')
		}
		if d < day {
			bar.WriteByte('#')
		} else {
			bar.WriteByte('.')
		}
	}
	wrap(b, x.field(0), "", "")
	fmt.Fprintf(b, "  [%s] dag %d%s\n", bar.String(), day, glanceTones[x.field(2)].note)
}

var glanceTones = map[string]struct{ colour, note string }{
	"ok":   {"#2f7fb5", ""},
	"soon": {"#b36b00", ", deze week"},
	"late": {"#b3261e", ", te laat"},
}

// htmlGlance draws the bar as table cells, which show with images off; the words beside it say the same for
// who does not see colours.
func htmlGlance(b *strings.Builder, x block, first, last bool) {
	if first {
		b.WriteString(`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px">` +
			`<tr>` + scale() + `</tr>`)
	}
	day, _ := strconv.Atoi(x.field(1))
	tone := glanceTones[x.field(2)]
	fmt.Fprintf(b, `<tr><td class="v" style="padding:8px 0 2px;font-size:14px">%s: <b>dag %d</b>%s</td></tr>`,
		html.EscapeString(x.field(0)), day, tone.note)
	fmt.Fprintf(b, `<tr><td><table role="presentation" width="100%%" cellpadding="0" cellspacing="0" border="0" style="table-layout:fixed"><tr>%s</tr></table></td></tr>`,
		cells(day, tone.colour))
	if last {
		b.WriteString(`</table>`)
	}
}

// cells cuts the bar at the day and at the marks.
func cells(day int, colour string) string {
	var b strings.Builder
	from := 0
	for _, m := range glanceMarks {
		if day > from && day < m {
			b.WriteString(cell(from, day, colour, ""))
			from = day
		}
		fill := "#d9e0e6"
		if day >= m {
			fill = colour
		}
		b.WriteString(cell(from, m, fill, "border-right:2px solid #123c5a;"))
		from = m
	}
	return b.String()
}

// share is the part of the bar between two days in per cent; the parts of a bar sum to 100.
func share(from, to int) int { return to*100/glanceDays - from*100/glanceDays }

func cell(from, to int, colour, style string) string {
	return fmt.Sprintf(`<td width="%d%%" bgcolor="%s" style="%sbackground:%s;height:14px;line-height:14px;font-size:1px">&nbsp;</td>`,
		share(from, to), colour, style, colour)
}

// scale names the marks above the bars, each at its right edge.
func scale() string {
	var b strings.Builder
	b.WriteString(`<td><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="table-layout:fixed"><tr>`)
	from := 0
	for _, m := range glanceMarks {
		fmt.Fprintf(&b, `<td class="m" align="right" width="%d%%" style="font-size:12px;color:#4a5966">dag %d</td>`, share(from, m), m)
		from = m
	}
	return b.String() + `</tr></table></td>`
}
