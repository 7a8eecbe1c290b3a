package cases

// What the program finds beside the mail that comes in, and puts before the registrar: nothing else comes of it.
const (
	JobJunk = "junk" // mail among the junk that does not belong there
	JobScan = "scan" // the words of a scanned letter
)

// applyJunk tells the registrar of mail that stands among the junk and does not belong there. It names who wrote, as
// the list of a mailbox does: the subject of our own mail does not (invariant 11).
func applyJunk(o *Organisation, b *Book, e Event) Decision {
	t := begin(o, b, e, Case{})
	t.tell(Alert, o.With(Registrar), func(n *Notice) {
		n.Title = "Er staat mail bij de ongewenste berichten"
		n.Reason = "In de map met ongewenste berichten staat mail die er waarschijnlijk niet hoort. Wij doen er niets mee. Kijk of het klopt, en zet het bericht dan terug in het postvak. Daarna verwerken wij het vanzelf."
		n.Lines = e.Tick.Lines
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
	t.tell(Alert, o.who(Registrar, c, Measure{}), func(n *Notice) {
		n.Title, n.Scanned, n.Story = "Tekst uit de ingescande brief", e.Tick.Words, ""
	})
	return Decision{Steps: []Step{t.step()}}
}
