package templates

import (
	"fmt"
	"html"
	"strconv"
	"strings"

	"complaintsd/cases"
)

// Glance is the picture of the digest: each open case as a bar of days, from the receipt to the date of the law.
// Its strokes are the terms of the organisation. A block has label, day, tone, the days of the strokes, what stands
// beside the bar, and the word for day.
func (p *page) Glance() []string {
	d := p.digest()
	marks := glanceMarks(d)
	if len(marks) == 0 {
		return nil
	}
	var rows []string
	for _, l := range first(d.Open) {
		tone := toneOf(l)
		beside := fmt.Sprintf("%s %d%s", p.say("day"), max(0, l.Day), p.say(tone))
		label := strings.TrimSpace(clean(string(l.Ref)) + " " + clean(l.Location))
		rows = append(rows, mark(glance, label, strconv.Itoa(max(0, l.Day)), tone, numbers(marks), beside, p.say("day")))
	}
	return rows
}

// Marks explains the strokes.
func (p *page) Marks() string {
	var says []string
	d := p.digest()
	for _, m := range promises {
		if due := *d.Scale.Of(m); !due.IsZero() {
			says = append(says, fmt.Sprintf("%s %d: %s.", title(p.say("day")), d.On.Days(due), p.say("kept "+string(m))))
		}
	}
	return strings.Join(says, " ")
}

var promises = []cases.Promise{cases.Confirm, cases.Propose, cases.Statutory}

// glanceMarks are the days after receipt on which the terms end, in order and without doubles.
func glanceMarks(d cases.Digest) []int {
	var marks []int
	for _, m := range promises {
		due := *d.Scale.Of(m)
		if n := d.On.Days(due); !due.IsZero() && (len(marks) == 0 || n > marks[len(marks)-1]) {
			marks = append(marks, n)
		}
	}
	return marks
}

func toneOf(l cases.DigestLine) string {
	switch {
	case l.Next != "" && l.DaysLeft < 0:
		return "late"
	case l.Next != "" && l.DaysLeft <= 7:
		return "soon"
	}
	return "fine"
}

func numbers(days []int) string {
	var all []string
	for _, d := range days {
		all = append(all, strconv.Itoa(d))
	}
	return strings.Join(all, ",")
}

// bar is a glance block as numbers.
type bar struct {
	label, beside, unit, tone string
	day                       int
	marks                     []int
}

func readBar(x block) bar {
	b := bar{label: x.field(0), beside: x.field(4), unit: x.field(5), tone: x.field(2)}
	b.day, _ = strconv.Atoi(x.field(1))
	for _, m := range strings.Split(x.field(3), ",") {
		n, _ := strconv.Atoi(m)
		b.marks = append(b.marks, n)
	}
	return b
}

// end is the last day of the bar.
func (b bar) end() int { return b.marks[len(b.marks)-1] }

// share is the part of the bar between two days in per cent; the parts of a bar sum to 100.
func (b bar) share(from, to int) int { return to*100/b.end() - from*100/b.end() }

// glanceColours are those by day, as staff.html has them, with others of the same names for the night.
var glanceColours = map[string]string{"fine": "#2f7fb5", "soon": "#b36b00", "late": "#b3261e", "empty": "#d9e0e6"}

// plainWidth is how many signs a whole bar has in the plain part.
const plainWidth = 21

// plainGlance draws the bar with signs, with a stroke where a term ends.
func plainGlance(out *strings.Builder, x block) {
	b := readBar(x)
	var signs strings.Builder
	for i := range plainWidth {
		from, to := i*b.end()/plainWidth, (i+1)*b.end()/plainWidth
		if from < b.day {
			signs.WriteByte('#')
		} else {
			signs.WriteByte('.')
		}
		for _, m := range b.marks[:len(b.marks)-1] {
			if m > from && m <= to {
				signs.WriteByte('|')
			}
		}
	}
	wrap(out, b.label, "", "")
	fmt.Fprintf(out, "  [%s] %s\n", signs.String(), b.beside)
}

// htmlGlance draws the bar as table cells, which show with images off; the words above it say the same for
// who does not see colours. Its style is in staff.html, as there are up to fifteen of them.
func htmlGlance(out *strings.Builder, x block, first bool) {
	b := readBar(x)
	if first {
		out.WriteString(glanceTable + b.scale() + `</tr></table>`)
	}
	fmt.Fprintf(out, `<p class="z">%s: <b>%s</b></p>`, html.EscapeString(b.label), html.EscapeString(b.beside))
	out.WriteString(glanceTable + b.cells() + `</tr></table>`)
}

const glanceTable = `<table role="presentation" class="y" width="100%" cellspacing="0"><tr>`

// cells cuts the bar at the day and at the marks.
func (b bar) cells() string {
	var out strings.Builder
	from := 0
	for _, m := range b.marks {
		if b.day > from && b.day < m {
			out.WriteString(b.cell(from, b.day, b.tone, ""))
			from = b.day
		}
		tone := "empty"
		if b.day >= m {
			tone = b.tone
		}
		out.WriteString(b.cell(from, m, tone, " n"))
		from = m
	}
	return out.String()
}

// cell has its colour as an attribute too, for mail programs that drop the style block.
func (b bar) cell(from, to int, tone, class string) string {
	return fmt.Sprintf(`<td class="%s%s" width="%d%%" bgcolor="%s">&nbsp;</td>`, tone, class, b.share(from, to), glanceColours[tone])
}

// scale names the marks above the bars, each at its right edge. A part that is too narrow for the word has the
// number alone.
func (b bar) scale() string {
	var out strings.Builder
	from := 0
	for _, m := range b.marks {
		words := strconv.Itoa(m)
		if b.share(from, m) >= 15 {
			words = b.unit + " " + words
		}
		fmt.Fprintf(&out, `<td class="x" align="right" width="%d%%">%s</td>`, b.share(from, m), words)
		from = m
	}
	return out.String()
}
