package main

import (
	"encoding/binary"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"unsafe"
)

// disk is a file system of its own, in a file, whose power can fail: it then keeps what reached it and forgets what was
// only written. The mail server and the relay stand elsewhere and remember all that they were told.
type disk struct {
	t             *testing.T
	random        *rand.Rand
	image, dir    string
	kind, options string
}

const diskSize = 512 << 20 // bytes; XFS wants 300 MB, and the file has holes

// newDisk makes and mounts one. The name of its kind may be followed by options of the mount.
func newDisk(t *testing.T, spec string, seed uint64) *disk {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("-crash.power needs root: it mounts a file system")
	}
	d := &disk{t: t, random: rand.New(rand.NewPCG(seed, 2)), dir: t.TempDir(), image: filepath.Join(t.TempDir(), "disk")}
	d.kind, d.options, _ = strings.Cut(spec, ",")
	d.options = strings.TrimSuffix("loop,"+d.options, ",")
	f, err := os.Create(d.image)
	if err == nil {
		err = f.Truncate(diskSize)
	}
	if err != nil || f.Close() != nil {
		t.Fatalf("make a disk: %v", err)
	}
	d.do("mkfs."+d.kind, "-q", d.image)
	d.mount()
	t.Cleanup(func() { d.do("umount", d.dir) })
	return d
}

func (d *disk) do(name string, args ...string) {
	d.t.Helper()
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		d.t.Fatalf("%s %s: %v: %s", name, strings.Join(args, " "), err, out)
	}
}

func (d *disk) mount() { d.do("mount", "-t", d.kind, "-o", d.options, d.image, d.dir) }

// The call by which the tests of Linux file systems let the power fail, and its manner: not even the journal's log in
// memory is written.
const (
	goDown     = 0x8004587d
	noLogFlush = 2
)

// cut lets the power fail. The daemon lives on for a moment, over a disk that takes and gives nothing any more, and
// must tell nobody anything in it.
func (d *disk) cut(p *daemonProcess) {
	d.t.Helper()
	d.scatter()
	root, err := os.Open(d.dir)
	if err != nil {
		d.t.Fatalf("open the disk: %v", err)
	}
	var manner [4]byte
	binary.NativeEndian.PutUint32(manner[:], noLogFlush)
	_, _, failed := syscall.Syscall(syscall.SYS_IOCTL, root.Fd(), goDown, uintptr(unsafe.Pointer(&manner)))
	_ = root.Close() // of a disk that is dead
	p.kill()
	if failed != 0 {
		d.t.Fatalf("let the power fail: %v", failed)
	}
	d.do("umount", d.dir)
	d.mount()
}

// scatter has some of what was only written reach the disk, in no order: a disk may write any page at any time.
func (d *disk) scatter() {
	const writeAndWait = 1 | 2 | 4                                              // sync_file_range(2)
	files, _ := filepath.Glob(filepath.Join(d.dir, "state", "complaintsd.db*")) // none at the first start
	for _, path := range files {
		f, err := os.Open(path)
		if err != nil {
			continue // it was taken away meanwhile
		}
		info, err := f.Stat()
		for range d.random.IntN(4) {
			if size := info.Size(); err == nil && size > 0 {
				from := d.random.Int64N(size)
				_ = syscall.SyncFileRange(int(f.Fd()), from, 1+d.random.Int64N(size-from), writeAndWait) // or it does not
			}
		}
		_ = f.Close() // it was read only
	}
}
