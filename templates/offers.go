package templates

import (
	"fmt"
	"strings"

	"complaintsd/cases"
)

// faultNoRow says of a number that there is nothing to take back behind it.
func faultNoRow(p *page, r cases.Result) string {
	said := fmt.Sprintf("Brief %s is er in deze zaak niet.", arg(r))
	if row, ok := strings.CutSuffix(arg(r), " regel"); ok {
		said = fmt.Sprintf("Regel %s is er in deze zaak niet, of er valt niets aan terug te nemen.", row)
	}
	if len(r.Refusal.Offers) == 0 {
		said += " Er is hier nu niets dat jij kunt terugnemen."
	}
	return said
}

// Offers are links that take back what can be, for a reader who asked for something that cannot: the words of each mail,
// when it came, and from whom.
func (p *page) Offers() []string {
	if p.Bare() {
		return nil
	}
	var lines []string
	seen := map[int]bool{}
	for _, r := range p.transcript().Results {
		if r.Refusal == nil {
			continue
		}
		for _, rows := range r.Refusal.Offers {
			if !seen[rows[0].Seq] {
				seen[rows[0].Seq] = true
				lines = append(lines, p.offer(rows))
			}
		}
	}
	return lines
}

func (p *page) offer(rows []cases.Entry) string {
	var spoken []string
	seen := map[string]bool{"": true}
	for _, e := range rows {
		if !seen[e.Facts.Word] {
			seen[e.Facts.Word] = true
			spoken = append(spoken, brackets(cases.Command{Word: e.Facts.Word}))
		}
	}
	at := p.o.Local(rows[0].At)
	from := when(rows[0].Actor != p.n.To.ID, " van "+p.name(rows[0].Actor))
	return fmt.Sprintf("%s%s%s%s, %s om %s uur: %s.", string(markBold), strings.Join(spoken, " "), string(markPlain), from,
		p.date(p.o.Today(rows[0].At)), clock(at), p.Choice("Neem deze mail terug", fmt.Sprintf("ongedaan %d regel", rows[0].Seq)))
}
