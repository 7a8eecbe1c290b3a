package templates

import (
	"testing"

	"complaintsd/cases"
)

// However much there is to tell, an overview stays a letter: Gmail cuts what is long, and a telephone loads it on the way.
func TestLongDigestIsSmall(t *testing.T) {
	w := writer(t)
	for _, s := range Samples() {
		if s.Kind != cases.DigestNotice || len(s.Step.Notices[0].Digest.Open) == 0 {
			continue
		}
		d := *s.Step.Notices[0].Digest
		for i := range 100 {
			l := d.Open[i%3]
			l.Ref, l.Location, l.Handler = cases.NewRef("KLP", 2026, 1000+i), "Kindcentrum De Grote Messenmaker-Noord", "Wilhelmina van den Heuvel-Jansen"
			d.Open, d.Opened, d.ClosedIn = append(d.Open, l), append(d.Opened, l), append(d.ClosedIn, l)
			p, k := d.Promised[i%3], d.Stuck[i%2]
			p.Ref, p.Location, p.Owner, k.Ref = l.Ref, l.Location, l.Handler, l.Ref
			d.Promised, d.Stuck = append(d.Promised, p), append(d.Stuck, k)
		}
		n := &s.Step.Notices[0]
		n.Digest, n.Keys = &d, nil
		for _, ref := range d.Linked() {
			n.Keys = append(n.Keys, sampleToken(s.Org, ref, n.To.ID, cases.ScopeStaff))
		}
		if _, _, part := opened(t, written(t, w, s)); len(part) >= 30_000 {
			t.Errorf("%s: HTML of %d bytes", s.Name, len(part))
		}
	}
}
