package config

import (
	"strings"
	"testing"

	"complaintsd/cases"
)

// The rules of the procedure are keys of the file; what is written is read back the same.
func TestRulesAreKeys(t *testing.T) {
	terms := "[organisation.terms]                        # all are defaults\n"
	file := edit(t, Example, terms, terms+"progress = \"10wd\"\nconfirm_names_handler = false\njudgement = \"optional\"\nreview = \"6mo\"\nappeal = \"6wd\"\nappeal_decide = \"30d\"\nappeal_by = [\"regional\"]\n"+
		"extensions = { wko = 2, wkkgz = 0 }\nfile_within = \"2mo\"\nfile_within_former = \"3mo\"\nmeasure_date = \"optional\"\nassign = [\"registrar\"]\nserious = [\"regional\", \"manager\"]\nclose_second = [\"director\"]\n",
		"[organisation.limits]", "[[organisation.law]]\nregime = \"wko\"\nfrom = \"2027-07-01\"\nterm = \"56d+14d\"\n\n[organisation.limits]",
		`confirm      = "7d"`, `confirm = "5wd"`, `wko          = "42d"`, `wko = "42d next"`,
		`wkkgz        = "42d+28d"`, `wkkgz = "42d next+28d previous"`,
		"[organisation.limits]", "[organisation.escalation]\nhandler = \"manager\"\n\n[organisation.limits]",
		`at         = "08:00"`, "at = \"08:30\"\nuntil = \"17:00\"\nempty_digest = \"none\"\nagreement = { owner = [\"-2d\"] }")
	got, problems := Read(strings.NewReader(file), t.TempDir())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	o := got.Organisations[0]
	same(t, "confirm", o.Terms.Confirm, cases.Span{Days: 5, Working: true})
	same(t, "wko", o.Terms.Statutory[cases.Wko].Term, cases.Span{Days: 42, Roll: cases.RollNext})
	same(t, "wkkgz", o.Terms.Statutory[cases.Wkkgz].Extension, cases.Span{Days: 28, Roll: cases.RollBack})
	same(t, "progress", o.Terms.Progress, cases.Span{Days: 10, Working: true})
	same(t, "review", o.Terms.Review, cases.Span{Months: 6})
	same(t, "appeal", []cases.Span{o.Terms.Appeal, o.Terms.AppealDecide}, []cases.Span{{Days: 6, Working: true}, {Days: 30}})
	same(t, "extensions", o.Terms.Extensions, map[cases.Regime]int{cases.Wko: 2, cases.Wkkgz: 0})
	same(t, "filing", []cases.Span{o.Terms.File, o.Terms.FileFormer}, []cases.Span{{Months: 2}, {Months: 3}})
	same(t, "laws", o.Terms.Laws, []cases.Law{{Regime: cases.Wko, From: cases.Date{Year: 2027, Month: 7, Day: 1}, Term: cases.StatutoryTerm{Term: cases.Span{Days: 56}, Extension: cases.Span{Days: 14}}}})
	same(t, "reminders of an appeal", o.Reminders.Appeal, map[cases.Role][]int{cases.Regional: {-28, -7, -2, 0, 1}, cases.Registrar: {-2, 0}})
	same(t, "second", o.Reminders.Second, map[cases.Role][]int{cases.Director: {0, 2, 5}})
	same(t, "who", [][]cases.Role{o.Assign, o.Alarm, o.Second}, [][]cases.Role{{cases.Registrar}, {cases.Regional, cases.Manager}, {cases.Director}})
	same(t, "undated", o.Terms.Undated, true)
	same(t, "appeal_by", o.Decide, []cases.Role{cases.Regional})
	same(t, "flags", []bool{o.Terms.ConfirmUnnamed, o.Terms.Unjudged, o.Reminders.NoEmptyDigest}, []bool{true, true, true})
	same(t, "escalation", o.Escalation, cases.Escalation{Handler: cases.Manager, Owner: cases.Registrar, Manager: cases.Registrar, Regional: cases.Director})
	same(t, "until", o.Reminders.Until, cases.Clock{Hour: 17})
	same(t, "agreement", o.Reminders.Agreement, map[cases.Role][]int{cases.Owner: {-2}})
	again, problems := Read(strings.NewReader(printed(t, got)), t.TempDir())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	same(t, "terms", again.Organisations[0].Terms, o.Terms)
	same(t, "reminders", again.Organisations[0].Reminders, o.Reminders)
	same(t, "roles", [][]cases.Role{again.Organisations[0].Close, again.Organisations[0].Decide, again.Organisations[0].Assign, again.Organisations[0].Alarm, again.Organisations[0].Second},
		[][]cases.Role{o.Close, o.Decide, o.Assign, o.Alarm, o.Second})
	same(t, "escalation", again.Organisations[0].Escalation, o.Escalation)
}

// A list of holidays that ends is told by check.
func TestHolidaysThatEnd(t *testing.T) {
	c := load(t, Example)
	for _, v := range []struct {
		today string
		told  bool
	}{{"2028-02-25", false}, {"2028-02-26", true}, {"2029-01-01", true}} {
		today, err := cases.ParseDate(v.today)
		if err != nil {
			t.Fatal(err)
		}
		told := false
		for _, p := range c.Warnings(today) {
			told = told || strings.Contains(p.String(), "holidays")
		}
		same(t, v.today, told, v.told)
	}
}

// An appeal that lasts longer than a case can be opened again, or that has no term for its decision, is told by check.
func TestAppealThatDoesNotFit(t *testing.T) {
	terms := "[organisation.terms] "
	for _, v := range []struct {
		keys string
		told []string
	}{
		{"", nil},
		{`appeal = "2mo"`, nil},
		{"appeal = \"1mo\"\nreopen = \"31d\"", nil},
		{"appeal = \"2mo\"\nreopen = \"31d\"", []string{"may appeal for 2mo"}},
		{"appeal = \"2mo\"\nreopen = \"0d\"", nil}, // always
		{"appeal = \"2mo\"\nappeal_decide = \"0d\"", []string{"appeal_decide"}},
	} {
		c := load(t, edit(t, Example, terms, terms+"\n"+v.keys+"\n"))
		var told []string
		for _, p := range c.Warnings(cases.Date{Year: 2027, Month: 1, Day: 4}) {
			told = append(told, p.String())
		}
		same(t, v.keys, len(told), len(v.told))
		for i, w := range v.told {
			same(t, told[i], strings.Contains(told[i], w), true)
		}
	}
}
