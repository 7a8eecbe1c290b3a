package mailin

import (
	"slices"

	"complaintsd/cases"
)

// disown takes away the brackets that stood already in the mail of somebody else which a colleague answers or passes on:
// mail programs repeat the subject, and a parent who writes [sluiten] into it must not find a colleague who sends that
// here with a proof.
func (t *triage) disown() {
	if !t.v.Proven() || len(t.tags.Commands) == 0 {
		return
	}
	foreign := t.foreign()
	t.tags.Commands = slices.DeleteFunc(slices.Clone(t.tags.Commands), func(c cases.Command) bool {
		theirs := slices.ContainsFunc(foreign, func(f cases.Command) bool {
			return f.Word == c.Word && slices.Equal(f.Args, c.Args)
		})
		if theirs {
			t.others = append(t.others, c)
		}
		return theirs
	})
}

// foreign are the brackets of the mail that this one answers, if no colleague proved to have written it, and of the one
// inside it.
func (t *triage) foreign() []cases.Command {
	var all []cases.Command
	for _, id := range t.m.InReplyTo {
		all = append(all, parseTags(t.known.Titles[id], t.o.Prefix).Commands...)
	}
	if f := t.passedOn(); f != nil {
		all = append(all, parseTags(f.Subject, t.o.Prefix).Commands...)
	}
	return all
}
