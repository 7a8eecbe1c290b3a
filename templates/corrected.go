package templates

import (
	"slices"
	"strings"

	"complaintsd/cases"
)

// mostCorrections is how many mended mails are offered.
const mostCorrections = 4

// mends says how a refused command is mended: by other words, by leaving it out, or by hand. Codes that are not
// here are mended by hand, unless what was meant is known.
var (
	leftOut = []cases.RefusalCode{
		cases.RefuseNotYours, cases.RefuseDirector, cases.RefuseAccused, cases.RefuseState, cases.RefuseNotAlone,
		cases.RefuseNoLink, cases.RefuseUsed, cases.RefuseExpired, cases.RefuseLeft, cases.RefuseSince, cases.RefuseFinal, cases.RefuseUndone, cases.RefuseNoRow,
	}
	asItIs = []cases.RefusalCode{cases.RefuseStale, cases.RefuseEarly}
)

// Corrections are links with all commands of the mail and its words: each wrong command is replaced by what may
// have been meant, one link for each if there are several, and what cannot be done is left out. When it cannot be
// told what was meant, the link has the command as it was, to be mended by hand.
func (p *page) Corrections() []string {
	lists, sure := p.corrected()
	label := "Stuur de verbeterde mail: "
	if !sure {
		label = "Verbeter de mail zelf: "
	}
	var links []string
	for _, commands := range lists {
		if len(commands) > 0 {
			subject := p.whose() + commandWords(commands...)
			shown := strings.TrimSpace(strings.TrimPrefix(subject, p.tag()))
			links = append(links, mark(button, label+shown, mailtoBody(p.o.Address, subject, p.said())))
		}
	}
	return slices.Compact(links)
}

// whose is the bracket that names the case. Where there is no case that the reader may see, the number is for the reader
// to fill in: without one the words could not be done.
func (p *page) whose() string {
	nowhere := func(r cases.Result) bool { return r.Refusal != nil && r.Refusal.Code == cases.RefuseNoCase }
	if tag := p.tag(); tag != "" || !slices.ContainsFunc(p.transcript().Results, nowhere) {
		return tag
	}
	return "[KENMERK]"
}

// said is the text of the mail that was refused.
func (p *page) said() string {
	if p.n.Mail == nil {
		return ""
	}
	return p.n.Mail.Text
}

// Unsent is the text of the mail when it does not fit into a link: then it has to be copied.
func (p *page) Unsent() string {
	if body := p.said(); body != "" && !fits(mailto(p.o.Address, p.tag()), body) {
		return body
	}
	return ""
}

// Attached tells that files came with the mail: no link takes them along.
func (p *page) Attached() bool { return p.n.Mail != nil && len(p.n.Mail.Files) > 0 }

// corrected gives the lists of commands that may have been meant, and whether a person has to mend them further.
func (p *page) corrected() (lists [][]string, sure bool) {
	if choices := p.choices(); choices != nil {
		return choices, true
	}
	lists, sure = [][]string{nil}, true
	for _, r := range p.transcript().Results {
		options, known := meant(r)
		sure = sure && known
		if len(lists) > 1 && len(options) > 1 {
			options = options[:1] // one doubt at a time
		}
		lists = joined(lists, options)
	}
	return lists[:min(len(lists), mostCorrections)], sure
}

// choices gives, for commands that exclude each other, the mail with each of them and without what it excludes; nil
// when there are none, or when something else has to be mended first.
func (p *page) choices() (lists [][]string) {
	results := p.transcript().Results
	for first, r := range results {
		switch {
		case r.Refusal == nil:
			continue
		case r.Refusal.Code != cases.RefuseClash:
			return nil
		}
		kept := chosen(results, first)
		if !slices.ContainsFunc(lists, func(l []string) bool { return slices.Equal(l, kept) }) {
			lists = append(lists, kept)
		}
	}
	return lists[:min(len(lists), mostCorrections)]
}

// chosen keeps the one command and, in their order, the others that exclude none of what is kept.
func chosen(results []cases.Result, first int) []string {
	kept := []int{first}
	for i, r := range results {
		free := r.Refusal == nil || !slices.ContainsFunc(r.Refusal.Against, func(j int) bool { return slices.Contains(kept, j) })
		if i != first && free {
			kept = append(kept, i)
		}
	}
	slices.Sort(kept)
	var all []string
	for _, i := range kept {
		all = append(all, words(results[i].Command))
	}
	return all
}

// joined adds each of the options to each of the lists; none of them leaves the lists as they are.
func joined(lists [][]string, options []string) [][]string {
	if len(options) == 0 {
		return lists
	}
	var all [][]string
	for _, l := range lists {
		for _, o := range options {
			all = append(all, append(slices.Clone(l), o))
		}
	}
	return all
}

// meant gives the commands that may have been meant, and whether that is known.
func meant(r cases.Result) (options []string, known bool) {
	if then, also := besides(r); also {
		return meant(then)
	}
	c := words(r.Command)
	switch {
	case r.Refusal != nil && r.Refusal.Code == cases.RefuseNoAppeal:
		return []string{"heropenen"}, true // an appeal that cannot be, is opened as any other case
	case r.Refusal == nil || slices.Contains(asItIs, r.Refusal.Code):
		return []string{c}, true
	case slices.Contains(leftOut, r.Refusal.Code):
		return nil, true
	case len(r.Refusal.Nearest) == 0:
		return []string{c}, false
	}
	for _, near := range r.Refusal.Nearest {
		if r.Refusal.Code == cases.RefuseUnknownWord {
			options = append(options, words(cases.Command{Word: near, Args: r.Command.Args}))
			continue
		}
		args := strings.Join(r.Command.Args, " ")
		if r.Refusal.Arg == "" || !strings.Contains(args, r.Refusal.Arg) { // it stands in the mail's text
			return []string{c}, false
		}
		args = strings.Replace(args, r.Refusal.Arg, near, 1)
		options = append(options, words(cases.Command{Word: r.Command.Word, Args: []string{args}}))
	}
	return options, true
}
