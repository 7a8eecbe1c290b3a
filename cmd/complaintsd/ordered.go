package main

import "runtime"

// job makes a piece of the output.
type job func() ([]byte, error)

// ordered does the jobs that each hands over, on all processors, and passes their output on in the order in which
// they came. A few jobs are ahead at most, so that an archive of any size costs the memory of a few messages. The
// first error in that order ends it, after all output before it.
func ordered(each func(hand func(job) error) error, use func([]byte) error) error {
	type outcome struct {
		out []byte
		err error
	}
	queue := make(chan chan outcome, 2*runtime.GOMAXPROCS(0))
	done := make(chan struct{})
	defer close(done)
	go func() {
		defer close(queue)
		start := func(j job) error {
			c := make(chan outcome, 1)
			select {
			case queue <- c:
			case <-done:
				return errSaid
			}
			go func() {
				out, err := j()
				c <- outcome{out, err}
			}()
			return nil
		}
		if err := each(start); err != nil {
			_ = start(func() ([]byte, error) { return nil, err })
		}
	}()
	for c := range queue {
		o := <-c
		if o.err != nil {
			return o.err
		}
		if err := use(o.out); err != nil {
			return err
		}
	}
	return nil
}
