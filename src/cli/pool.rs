//! Many hands, one order: items are taken from one thread, worked on by several, and handed over in the order they came in.
//!
//! What is on the way is bounded by number and by bytes, so that memory does not grow with the pile: whoever finds items waits until
//! earlier results are taken. An item that no other is before is let in whatever its size.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, ensure};

/// Items on the way, for each worker. One slow article holds up the order while so many follow it.
const WINDOW: usize = 16;
/// Bytes of items on the way, for each worker.
const WINDOW_BYTES: usize = 8 << 20;
/// Stack of a worker. Only what is touched takes memory.
const STACK: usize = 16 << 20;
/// How long to wait for a result before whoever takes them is asked whether there is something else to do.
const TICK: Duration = Duration::from_millis(200);

/// Whoever takes the results.
pub(crate) trait Taker<R> {
    /// The next result, in order.
    fn take(&mut self, result: R) -> anyhow::Result<()>;

    /// Nothing is there to take at the moment.
    fn idle(&mut self) -> anyhow::Result<()>;
}

/// Works on `items` in so many threads; `size` tells the bytes of an item. With one job everything happens in this thread.
///
/// Threads are not waited for where this ends early: one that reads from a pipe nobody closes ends with the program.
pub(crate) fn run<T, R, I>(
    jobs: usize,
    items: impl FnOnce() -> I + Send + 'static,
    size: fn(&T) -> usize,
    work: impl Fn(T) -> R + Send + Sync + 'static,
    taker: &mut dyn Taker<R>,
) -> anyhow::Result<()>
where
    T: Send + 'static,
    R: Send + 'static,
    I: Iterator<Item = T>,
{
    if jobs <= 1 {
        for item in items() {
            taker.take(work(item))?;
            taker.idle()?;
        }
        return Ok(());
    }
    let gate = Arc::new(Gate { most: (jobs * WINDOW, jobs * WINDOW_BYTES), ..Gate::default() });
    let (to_workers, tasks) = mpsc::channel();
    let (to_taker, results) = mpsc::channel();
    let entry = Closing(Arc::clone(&gate));
    let whole = Arc::new(AtomicBool::new(false));
    let found_all = Arc::clone(&whole);
    spawn(move || {
        for (index, item) in items().enumerate() {
            let bytes = size(&item);
            if !entry.0.enter(bytes) || to_workers.send((index, bytes, item)).is_err() {
                return;
            }
        }
        found_all.store(true, Ordering::Release);
    })?;
    let (tasks, work) = (Arc::new(Mutex::new(tasks)), Arc::new(work));
    for _ in 0..jobs {
        let (tasks, work, results) = (Arc::clone(&tasks), Arc::clone(&work), to_taker.clone());
        spawn(move || worker(&tasks, &*work, &results))?;
    }
    drop(to_taker);
    in_order(&results, &Closing(gate), taker)?;
    // What was found before a panic must not pass for all that there is.
    ensure!(whole.load(Ordering::Acquire), "the search for articles failed, which is a fault of the program");
    Ok(())
}

fn spawn(run: impl FnOnce() + Send + 'static) -> anyhow::Result<()> {
    thread::Builder::new().stack_size(STACK).spawn(run).map(drop).context("cannot start a thread; --jobs 1 needs none")
}

type Numbered<T> = (usize, usize, T);

fn worker<T, R>(tasks: &Mutex<Receiver<Numbered<T>>>, work: &(dyn Fn(T) -> R + Sync), results: &Sender<Numbered<R>>) {
    loop {
        // The lock is held while waiting: the others have nothing to do either.
        let task = locked(tasks).recv();
        let Ok((index, bytes, item)) = task else { return };
        if results.send((index, bytes, work(item))).is_err() {
            return;
        }
    }
}

fn in_order<R>(results: &Receiver<Numbered<R>>, gate: &Closing, taker: &mut dyn Taker<R>) -> anyhow::Result<()> {
    let mut early = BTreeMap::new();
    let mut next = 0;
    loop {
        while let Some((bytes, result)) = early.remove(&next) {
            next += 1;
            taker.take(result)?;
            gate.0.leave(bytes);
        }
        let received = match results.try_recv() {
            Err(TryRecvError::Empty) => {
                taker.idle()?;
                results.recv_timeout(TICK)
            }
            Err(TryRecvError::Disconnected) => Err(RecvTimeoutError::Disconnected),
            Ok(received) => Ok(received),
        };
        match received {
            Ok((index, bytes, result)) => drop(early.insert(index, (bytes, result))),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    ensure!(early.is_empty(), "a worker was lost");
    Ok(())
}

/// Lets in so many items, of so many bytes.
#[derive(Default)]
struct Gate {
    most: (usize, usize),
    inside: Mutex<Inside>,
    left: Condvar,
}

#[derive(Default)]
struct Inside {
    items: usize,
    bytes: usize,
    closed: bool,
}

impl Gate {
    /// Waits until there is room; false once nobody takes results any more.
    fn enter(&self, bytes: usize) -> bool {
        let mut inside = locked(&self.inside);
        while !inside.closed && inside.items > 0 && (inside.items >= self.most.0 || inside.bytes.saturating_add(bytes) > self.most.1) {
            inside = self.left.wait(inside).unwrap_or_else(PoisonError::into_inner);
        }
        inside.items += 1;
        inside.bytes = inside.bytes.saturating_add(bytes);
        !inside.closed
    }

    fn leave(&self, bytes: usize) {
        let mut inside = locked(&self.inside);
        inside.items -= 1;
        inside.bytes -= bytes;
        drop(inside);
        self.left.notify_all();
    }
}

/// Closes the gate at the end, however it comes.
struct Closing(Arc<Gate>);

impl Drop for Closing {
    fn drop(&mut self) {
        locked(&self.0.inside).closed = true;
        self.0.left.notify_all();
    }
}

/// A lock that a panic elsewhere has not spoilt: what it guards are counts.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use super::*;

    struct List(Vec<usize>, usize);

    impl Taker<usize> for List {
        fn take(&mut self, result: usize) -> anyhow::Result<()> {
            self.0.push(result);
            ensure!(self.0.len() < self.1, "enough");
            Ok(())
        }

        fn idle(&mut self) -> anyhow::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn the_order_is_kept_and_the_window_is_bounded() {
        for jobs in [1, 2, 7] {
            let (found, ahead) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
            let (counts, most) = (Arc::clone(&found), Arc::clone(&ahead));
            let items = move || (0..3000_usize).inspect(move |n| counts.store(*n, Ordering::SeqCst));
            let slow = move |n: usize| {
                if n == 0 {
                    thread::sleep(Duration::from_millis(50));
                    most.store(found.load(Ordering::SeqCst), Ordering::SeqCst);
                }
                n
            };
            let mut list = List(Vec::new(), usize::MAX);
            run(jobs, items, |_| 1, slow, &mut list).unwrap();
            assert_eq!(list.0, (0..3000).collect::<Vec<_>>(), "{jobs}");
            assert!(ahead.load(Ordering::SeqCst) <= jobs * WINDOW + 2, "{jobs}: {ahead:?}");
        }
    }

    #[test]
    fn large_items_pass_one_by_one_and_an_error_ends_it() {
        let mut list = List(Vec::new(), usize::MAX);
        run(3, || 0..100_usize, |_| usize::MAX / 4, |n| n, &mut list).unwrap();
        assert_eq!(list.0.len(), 100);
        let mut list = List(Vec::new(), usize::MAX);
        let error = run(3, || (0..100_usize).inspect(|n| assert!(*n < 50, "as a decoder may")), |_| 1, |n| n, &mut list).unwrap_err();
        assert_eq!((list.0.len(), error.to_string().contains("search")), (50, true));
        let mut list = List(Vec::new(), 5);
        let error = run(3, || 0.., |_| 1, |n| n, &mut list).unwrap_err();
        assert_eq!((list.0.len(), error.to_string().as_str()), (5, "enough"));
    }
}
