package main

import (
	"os"
	"strings"
	"testing"

	"complaintsd/cases"
)

// The README's table of words is that of the code: words, arguments, English forms, levels, needs and who may. The
// effect is told in the README's own words.
func TestReadmeHasTheTableOfWords(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(text), "| word | English | effect | who | level | needs |\n|---|---|---|---|---|---|\n")
	if !found {
		t.Fatal("the README has no table of words")
	}
	table, _, _ := strings.Cut(rest, "\n\n")
	lines := strings.Split(table, "\n")
	words := cases.Words()
	for i, w := range words {
		want := "| " + strings.Join(row(w), " | ") + " |"
		if i >= len(lines) {
			t.Fatalf("the README lacks %s", want)
		}
		if got := strings.Split(lines[i], " | "); len(got) != 6 || strings.Join(append(got[:2], got[3:]...), " | ") != strings.ReplaceAll(want, " | … | ", " | ") {
			t.Errorf("the README says\n%s\nand the code\n%s", lines[i], want)
		}
	}
	if len(lines) > len(words) {
		t.Errorf("the README has words that the code lacks: %s", lines[len(words):])
	}
}

// Which words exclude each other stands there in words; none of those that the code has is left out.
func TestReadmeTellsOfContradictions(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(text), "Words that contradict each other do nothing")
	told, _, _ := strings.Cut(rest, "\n\n")
	for _, w := range cases.Words() {
		if (len(w.Not) > 0 || w.Many) && !strings.Contains(told, "`"+w.Name+"`") || !found {
			t.Errorf("the README does not tell what `%s` excludes, or that it may stand twice", w.Name)
		}
	}
}

var rolesInEnglish = map[cases.Role]string{
	cases.Handler: "handler", cases.Registrar: "registrar", cases.Director: "director", cases.Owner: "its owner",
	cases.AnyStaff: "any staff", cases.StaffOfCase: "staff of the case", cases.Closer: "registrar (others by configuration)",
	cases.Decider: "director on an appeal", cases.Assigner: "registrar, director (others by configuration)", cases.Seconder: "a second person (by configuration)",
}

var needsInEnglish = map[cases.Need]string{
	cases.NeedOpen: "open case", cases.NeedEnded: "ended case", cases.NeedText: "text", cases.NeedAlone: "alone in its mail",
}

func row(w cases.Word) []string {
	var who, needs []string
	for _, r := range w.Who {
		who = append(who, rolesInEnglish[r])
	}
	for _, n := range w.Needs {
		needs = append(needs, needsInEnglish[n])
	}
	return []string{
		"`" + strings.TrimSpace(w.Name+" "+w.Usage()) + "`", w.Alias, "…", strings.Join(who, ", "), string(rune('0' + w.Level)), strings.Join(needs, ", "),
	}
}
