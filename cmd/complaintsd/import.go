package main

import (
	"fmt"
	"io"
	"os"

	"complaintsd/mailin"
)

type importCmd struct {
	configured
	Files []string `arg:"" name:"file" help:".eml, mbox or Maildir."`
}

// handful is how many messages are made durable at once.
const handful = 50

func (c importCmd) Run(w *world) error {
	cfg, err := c.load(w)
	if err != nil {
		return err
	}
	h, err := open(cfg, w.now)
	if err != nil {
		return err
	}
	defer h.Close()
	mails, err := gather(cfg, c.Files)
	if err != nil {
		return err
	}
	mails = inOrder(mails)
	added := 0
	for from := 0; from < len(mails); from += handful {
		var batch []mailin.Raw
		for _, m := range mails[from:min(from+handful, len(mails))] {
			batch = append(batch, m.raw(0)) // it stands in no mailbox
		}
		n, err := h.store.Import(w.ctx, batch)
		if err == nil {
			err = h.settle(w)
		}
		if _, full := fullDisk(err); full {
			return fmt.Errorf("%w; free space there and import again: what is in already is not taken twice", err)
		}
		if err != nil {
			return err
		}
		added += n
		progress(w.stderr, from+len(batch), len(mails))
	}
	_, err = fmt.Fprintf(w.stdout, "%d messages read, %d new, %d were there already\n", len(mails), added, len(mails)-added)
	return err
}

// settle lets the desk settle all that was accepted.
func (h *house) settle(w *world) error {
	for {
		found, err := h.desk.Receive(w.ctx)
		if err != nil || !found {
			return err
		}
	}
}

// progress shows how far it is, where somebody looks on.
func progress(out io.Writer, done, all int) {
	f, ok := out.(*os.File)
	if !ok {
		return
	}
	if info, err := f.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return
	}
	fmt.Fprintf(f, "\r%d of %d", done, all)
	if done == all {
		fmt.Fprintln(f)
	}
}
