package main

import (
	"bytes"
	"database/sql"
	"fmt"
	"os"
	"strings"
	"sync"
)

func (o *ordeal) open(mode string) *sql.DB {
	o.t.Helper()
	db, err := sql.Open("sqlite", "file:"+o.dir+"/state/complaintsd.db?mode="+mode+"&_pragma=busy_timeout(10000)")
	if err != nil {
		o.t.Fatal(err)
	}
	return db
}

// ask reads rows of one text each beside the daemon. Before there is a database there is none.
func (o *ordeal) ask(query string, args ...any) (rows []string) {
	o.t.Helper()
	if _, err := os.Stat(o.dir + "/state/complaintsd.db"); err != nil {
		return nil
	}
	db := o.open("ro")
	defer db.Close()
	found, err := db.Query(query, args...)
	if err != nil {
		o.t.Fatalf("%s: %v", query, err)
	}
	defer found.Close()
	for found.Next() {
		var row string
		if err := found.Scan(&row); err != nil {
			o.t.Fatal(err)
		}
		rows = append(rows, row)
	}
	if err := found.Err(); err != nil {
		o.t.Fatal(err)
	}
	return rows
}

func (o *ordeal) count(query string, args ...any) (n int) {
	o.t.Helper()
	for _, row := range o.ask(query, args...) {
		if _, err := fmt.Sscan(row, &n); err != nil {
			o.t.Fatal(err)
		}
	}
	return n
}

func (o *ordeal) mail() []string {
	return o.ask(`SELECT org||' '||coalesce(kind, '?')||' '||ref||' aside='||aside||' '||subject||': '||reason FROM mail ORDER BY id`)
}

func (o *ordeal) letters() []string {
	return o.ask(`SELECT org||' '||kind||' '||ref||' to '||recipient||' '||state||' '||reason FROM letter ORDER BY id`)
}

// called runs a sub-command on this configuration, at the house's time.
func (o *ordeal) called(args ...string) (status int, out, errs string) {
	var stdout, stderr strings.Builder
	w := &world{ctx: o.t.Context(), stdout: &stdout, stderr: &stderr, now: o.now}
	status = run(w, append(args, "--config", o.config()))
	return status, stdout.String(), stderr.String()
}

// verified says that the store is as it was written.
func (o *ordeal) verified() {
	o.t.Helper()
	if status, out, errs := o.called("verify"); status != 0 {
		o.t.Errorf("verify: %d\n%s%s", status, out, errs)
	}
}

// plainMail is a parent's complaint.
func plainMail(id, from, subject string) string {
	return fmt.Sprintf("From: Ouder <%s>\nTo: klachten@kluppluz.example\nSubject: %s\nDate: Mon, 2 Nov 2026 09:00:00 +0100\n"+
		"Message-ID: <%s@post.example>\n\nVanochtend stonden wij voor een dichte deur.\n", from, subject, id)
}

// journal is a log to look into while it is written.
type journal struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.String()
}

// lines gives those that hold all of the words.
func (j *journal) lines(words ...string) (found []string) {
	for line := range strings.Lines(j.String()) {
		holds := true
		for _, w := range words {
			holds = holds && strings.Contains(line, w)
		}
		if holds {
			found = append(found, line)
		}
	}
	return found
}
