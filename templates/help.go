package templates

import (
	"strings"

	"complaintsd/cases"
)

// Help is the table of words, as facts: those that the reader may use on this case.
func (p *page) Help() []string { return p.words(true) }

// HelpOfOthers are the words that the reader may not use on this case, with who may.
func (p *page) HelpOfOthers() []string { return p.words(false) }

func (p *page) words(mine bool) []string {
	var rows []string
	for _, w := range cases.Words() {
		if w.May(p.o, p.n.To, p.c) != mine || !mine && whoMay(p.o, w) == "" { // nobody ever needs it here
			continue
		}
		says := w.Effect + aliasOf(w) + needed(w) + "."
		if !mine {
			says += " Wie mag dit? " + title(whoMay(p.o, w)) + "."
		}
		rows = append(rows, mark(fact, "["+spelled(w)+"]", title(says)))
	}
	return rows
}

func aliasOf(w cases.Word) string {
	if w.Alias == "" || w.Alias == w.Name {
		return ""
	}
	return " (ook: " + w.Alias + ")"
}

// roleWords name who may use a word.
var roleWords = map[cases.Role]string{
	cases.Handler: "de behandelaar", cases.Registrar: "de afdeling die de klachten bewaakt", cases.Director: "de directeur",
	cases.Manager: "de locatiemanager", cases.Regional: "de regiomanager", cases.Owner: "wie ervoor zorgt",
	cases.AnyStaff: "iedere medewerker", cases.StaffOfCase: "iedereen die bij de zaak hoort",
}

func whoMay(o *cases.Organisation, w cases.Word) string {
	var who []string
	for _, r := range w.Who {
		roles := []cases.Role{r}
		if r == cases.Closer {
			roles = o.Close
		}
		if r == cases.Assigner {
			roles = o.Assigners()
		}
		if r == cases.Seconder {
			roles = o.Second
		}
		if r == cases.Decider {
			roles = nil // in a case on appeal only: the mails that ask for it say so
		}
		for _, r := range roles {
			who = append(who, roleWords[r])
		}
	}
	return alternatives(who)
}

// needWords say what must be so first.
var needWords = map[cases.Need]string{
	cases.NeedOpen: "de zaak moet open zijn", cases.NeedEnded: "de zaak moet dicht zijn", cases.NeedText: "schrijf een tekst in de mail",
	cases.NeedAlone: "zet er geen andere woorden bij",
}

func needed(w cases.Word) string {
	var needs []string
	for _, n := range w.Needs {
		needs = append(needs, needWords[n])
	}
	if needs == nil {
		return ""
	}
	return "; " + strings.Join(needs, ", en ")
}
