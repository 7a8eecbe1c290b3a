package main

import (
	"fmt"
	"math"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
	"unsafe"
)

// apart is the real program in a process of its own.
type apart struct {
	o     *ordeal
	said  journal
	cmd   *exec.Cmd
	ended chan error
}

func (o *ordeal) apart() *apart {
	o.t.Helper()
	a := &apart{o: o, ended: make(chan error, 1)}
	a.cmd = exec.Command(os.Args[0], "run", "--config", o.config())
	a.cmd.Env = append(os.Environ(), clockAhead+"=0s")
	a.cmd.Stderr = &a.said
	if err := a.cmd.Start(); err != nil {
		o.t.Fatal(err)
	}
	go func() { a.ended <- a.cmd.Wait() }()
	o.t.Cleanup(func() {
		_ = a.cmd.Process.Kill() // it may have ended
		if o.t.Failed() {
			o.t.Logf("log of the daemon:\n%s", a.said.String())
		}
	})
	o.until("the start", func() bool { return len(a.said.lines("msg=started")) == 1 })
	return a
}

// most sets how long a file of the process may become: what is beyond is refused as by a disk without room.
func (a *apart) most(bytes uint64) {
	a.o.t.Helper()
	const limitOfFiles = 1 // RLIMIT_FSIZE
	limit := syscall.Rlimit{Cur: bytes, Max: math.MaxUint64}
	_, _, errno := syscall.RawSyscall6(syscall.SYS_PRLIMIT64, uintptr(a.cmd.Process.Pid), limitOfFiles,
		uintptr(unsafe.Pointer(&limit)), 0, 0, 0)
	if errno != 0 {
		a.o.t.Fatal(errno)
	}
}

func (a *apart) stop() {
	a.o.t.Helper()
	if err := a.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		a.o.t.Fatal(err)
	}
	select {
	case err := <-a.ended:
		if err != nil {
			a.o.t.Errorf("the daemon ended with %v", err)
		}
	case <-time.After(ordealEnd):
		a.o.t.Fatal("the daemon does not end")
	}
}

// TestWithstandFullDisk: a disk that takes no more holds everything up and loses nothing. It is said once, with what
// to do, and the daemon goes on by itself when there is room again.
func TestWithstandFullDisk(t *testing.T) {
	t.Parallel()
	o := newOrdeal(t)
	o.configure(o.first())
	user, mails := o.dovecot.Users[0], 0
	deliver := func(n int) {
		for range n {
			mails++
			id := fmt.Sprintf("ouder%d", mails)
			o.dovecot.Deliver(user, []byte(plainMail(id, id+"@post.example", "Klacht "+id)))
		}
	}
	deliver(2)
	a := o.apart()
	o.settled(mails)

	a.most(0)
	deliver(5)
	o.until("word of the disk", func() bool { return len(a.said.lines("msg=trouble", "machine=disk")) == 1 })
	deliver(3)
	calls := func() int { return len(a.said.lines("mailbox connection ended")) }
	before := calls()
	o.until("another try", func() bool { return calls() > before })
	if n := calls(); n > 5 {
		t.Errorf("the mailbox was tried %d times within seconds", n)
	}
	if got := strings.Join(a.said.lines("msg=trouble"), ""); strings.Count(got, "\n") != 1 ||
		!strings.Contains(got, "/state") || !strings.Contains(got, "free space there: the program goes on by itself") {
		t.Errorf("told as %q", got)
	}
	if n := o.count(`SELECT count(*) FROM mail`); n != 2 {
		t.Errorf("%d mails in the database, want the 2 from before", n)
	}

	a.most(math.MaxUint64)
	o.settled(mails)
	o.filed(user)
	o.until("the end of it", func() bool { return o.alerts("Er is weer ruimte") == 1 })
	o.served(map[string]int{"KLP": mails})
	if n := o.alerts("Maak daar ruimte"); n != 1 {
		t.Errorf("the operator was told %d times", n)
	}
	if ids := o.office.twice(); len(ids) > 0 {
		t.Errorf("letters that came twice: %q", ids)
	}
	a.stop()
	if n := len(a.said.lines("msg=trouble")); n != 1 {
		t.Errorf("%d lines of trouble", n)
	}
	o.verified()
}
