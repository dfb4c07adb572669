package pipeline

import "iter"

// Ordered does work on every item, on so many workers at once, and yields the results in the order of the
// items, so that what is printed does not depend on the number of cores. At most twice as many items as
// workers are under way; where the consumer stops, no further item is taken in.
func Ordered[In, Out any](items iter.Seq[In], workers int, work func(In) Out) iter.Seq[Out] {
	return func(yield func(Out) bool) {
		queue := make(chan chan Out, max(workers, 1))
		stop := make(chan struct{})
		defer close(stop)
		go func() {
			defer close(queue)
			slots := make(chan struct{}, max(workers, 1))
			for item := range items {
				result := make(chan Out, 1)
				select {
				case queue <- result:
				case <-stop:
					return
				}
				slots <- struct{}{}
				go func() {
					defer func() { <-slots }()
					result <- work(item)
				}()
			}
		}()
		for result := range queue {
			if !yield(<-result) {
				return
			}
		}
	}
}
