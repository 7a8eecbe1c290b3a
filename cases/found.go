package cases

// What the program finds beside the mail that comes in, and puts before the registrar: nothing else comes of it.
const (
	JobJunk = "junk" // mail among the junk that does not belong there
	JobScan = "scan" // the words of a scanned letter
)

// applyJunk tells the registrar of mail that stands among the junk and does not belong there. It names who wrote, as
// the list of a mailbox does: the subject of our own mail does not (invariant 11). Of a mail in a case about the registrar another one hears
// (invariant 10).
func applyJunk(o *Organisation, b *Book, e Event) Decision {
	t := begin(o, b, e, Case{})
	var people []Person
	lines := map[string][]string{}
	for _, f := range e.Tick.Finds {
		for _, p := range o.who(Registrar, Case{Restricted: f.Hidden}, Measure{}) {
			people, lines[p.ID] = append(people, p), append(lines[p.ID], f.Line)
		}
	}
	t.tell(Alert, people, func(n *Notice) {
		n.Title = "Er staat mail bij de ongewenste berichten"
		n.Reason = "In de map met ongewenste berichten staat mail die er waarschijnlijk niet hoort. Wij doen er niets mee. Kijk of het klopt, en zet het bericht dan terug in het postvak. Daarna verwerken wij het vanzelf."
		n.Lines = lines[n.To.ID]
	})
	return Decision{Steps: []Step{t.step()}}
}

// applyScan gives the registrar what a program could read of a scanned letter: a help, and never a fact. Nothing of
// it comes into the case.
func applyScan(o *Organisation, b *Book, e Event) Decision {
	c, ok := b.Case(e.Ref)
	if !ok || e.Tick.Words == "" || !c.State.Open() {
		return Decision{}
	}
	t := begin(o, b, e, c)
	t.tell(Alert, t.who(Registrar), func(n *Notice) {
		n.Title, n.Scanned, n.Story = "Tekst uit de ingescande brief", e.Tick.Words, ""
	})
	return Decision{Steps: []Step{t.step()}}
}
