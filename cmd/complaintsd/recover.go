package main

import (
	"cmp"
	"context"
	"fmt"

	"complaintsd/cases/desk"
	"complaintsd/mailout"
)

// recover settles what a crash left half-done, before anything is sent: a letter whose final dot may have
// gone out is uncertain, and its case is told (invariant 4). A letter of which its case cannot be told keeps no other
// waiting: it stays where it is until the program is mended, and the operator hears of it.
func (d *daemon) recover(ctx context.Context) error {
	letters, err := d.store.Interrupted(ctx)
	if err != nil {
		return err
	}
	var stuck []int64
	for _, l := range letters {
		lost := mailout.Outcome{Result: mailout.Lost, Reason: "the program ended while the letter was on its way"}
		err := d.desk.Settle(ctx, l, lost, d.desk.Now())
		switch {
		case desk.Hopeless(err):
			d.log.Error("the outcome of a letter cannot be told to its case", "org", l.Org, "letter", l.ID, "case", l.Ref, "err", err)
			stuck = append(stuck, l.ID)
			d.trouble.pass(news{l.Org, false, fmt.Sprintf("Wat er van brief %d (zaak %s) geworden is, kan door een fout niet in de "+
				"zaak worden gezet. Kijk of de brief is aangekomen, en meld de fout. In het log staat meer.", l.ID, cmp.Or(l.Ref, "onbekend"))})
		case err != nil:
			return err
		}
	}
	return d.store.RecoverBut(ctx, d.desk.Now(), stuck)
}
