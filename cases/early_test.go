package cases

import (
	"strings"
	"testing"
)

func TestMailFromBeforeInWords(t *testing.T) {
	for _, c := range []struct {
		count, listed int
		says, not     string
	}{
		{1, 1, "stond 1 bericht van voor de eerste dag. Het staat er nog", "Hieronder"},
		{2, 2, "stonden 2 berichten van voor de eerste dag. Ze staan er nog", "Hieronder"},
		{640, 200, "Hieronder staan de nieuwste 200.", " 1 "},
	} {
		if got := early(c.count, c.listed, "klachten@kluppluz.example"); !strings.Contains(got, c.says) || !strings.Contains(got, "dan door naar klachten@kluppluz.example: zo") || strings.Contains(got, c.not) {
			t.Errorf("%d mails, %d of them in the list: %s", c.count, c.listed, got)
		}
	}
}
