package main

import (
	"context"
	"fmt"
	"time"

	"complaintsd/cases/desk"
	"complaintsd/mailin"
	"complaintsd/mailin/ocr"
)

const (
	scanPause = 10 * time.Minute // between two looks without a reason
	scanBatch = 10
	scanBytes = 32 << 20 // of the files of one mail that are read
)

// scans reads the words of scanned letters, long after their cases were made: it never holds up the intake. A letter
// that cannot be read is not tried again; the case and the notice about it are there without.
func (d *daemon) scans(ctx context.Context, reader ocr.Reader) error {
	for ctx.Err() == nil {
		list, err := d.store.Scans(ctx, scanBatch)
		if err == nil {
			err = d.readScans(ctx, reader, list)
		}
		if err != nil && ctx.Err() == nil {
			d.log.Warn("scanned letters could not be read", "error", err)
		}
		if err == nil && len(list) == scanBatch {
			continue
		}
		select {
		case <-ctx.Done():
		case <-d.scanned:
		case <-time.After(scanPause):
		}
	}
	return ctx.Err()
}

func (d *daemon) readScans(ctx context.Context, reader ocr.Reader, list []desk.Scan) error {
	for _, s := range list {
		words, err := wordsOf(ctx, reader, s)
		if ctx.Err() != nil {
			return ctx.Err() // the program ends: nothing was learned about the letter
		}
		if err != nil {
			d.log.Warn("a scanned letter could not be read", "case", s.Ref, "error", err)
		}
		if err := d.desk.Scanned(ctx, s, words); err != nil {
			return err
		}
	}
	return nil
}

// wordsOf reads the first file of a mail that has words. One over which the reading panics has none: the look at it
// would end every life of the program.
func wordsOf(ctx context.Context, reader ocr.Reader, s desk.Scan) (words string, err error) {
	defer func() {
		if v := recover(); v != nil {
			words, err = "", fmt.Errorf("read mail %d: panic: %v", s.ID, v)
		}
	}()
	r, err := s.Open()
	if err != nil {
		return "", err
	}
	defer r.Close()
	lim := mailin.DefaultLimits()
	lim.Hashed, lim.Files = true, scanBytes
	for _, a := range mailin.Parse(r, lim).Attachments {
		words, failed := reader.Read(ctx, a.Type, a.Data)
		if words != "" {
			return words, nil
		}
		if err == nil {
			err = failed
		}
	}
	return "", err
}
