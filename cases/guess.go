package cases

import "fmt"

// A token has 80 bits that nobody can guess, but whoever tries should not do so unseen (reliability: ten an hour for a
// case, a hundred in all). Nothing is locked: that would only let a stranger who knows a number and a colleague's
// address lock out that colleague. All such mail is kept and becomes a case or a note like any other; beyond the limit
// it is not answered, and people hear of it once.

// Tries is how many made-up tokens the mail brings that count: not those of an archive, or of mail from before the first
// day, and no machine's.
func (m *Mail) Tries() int {
	if m.Kind.Opens() || m.Kind == KindReply || m.Kind == KindCommand {
		return m.Guesses
	}
	return 0
}

// guessing counts the made-up tokens of a mail, and gives the warning when they pass a limit with this one.
func guessing(o *Organisation, b *Book, e Event) []Step {
	n := e.Mail.Tries()
	if n == 0 {
		return nil
	}
	var steps []Step
	for _, v := range []struct {
		before, limit int
		where         string
	}{
		{b.Guessed, o.Limits.WrongTokensPerCasePerHour, "over één zaak"},
		{b.GuessedAll, o.Limits.WrongTokensPerHour, "in totaal"},
	} {
		if v.limit <= 0 || v.before+n <= v.limit {
			continue
		}
		b.Guessing = true
		if v.before <= v.limit && steps == nil {
			steps = append(steps, warning(o, b, e, "", "Iemand probeert bewijzen te raden", fmt.Sprintf(
				"Binnen een uur kwamen er %s meer dan %d verkeerde bewijzen binnen: de code achter een kenmerk of in een antwoord. Dat kan iemand zijn die codes probeert te raden. Het kan ook dat het bestand token-keys niet meer klopt. Met zulke mail veranderde niets aan een zaak. Alles is bewaard, en de afzenders krijgen geen antwoord. Kijk wat er aan de hand is.", v.where, v.limit)))
		}
	}
	return steps
}
