//! Many hands, one order: items are taken from one thread, worked on by several, and handed over in the order they came in.
//!
//! What is on the way is bounded by number and by bytes, so that memory does not grow with the pile: whoever finds items waits until
//! earlier results are taken. An item that no other is before is let in whatever its size.

use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};

/// Items on the way, for each worker. One slow article holds up the order while so many follow it.
const WINDOW: usize = 16;
/// Bytes of items on the way, for each worker.
const WINDOW_BYTES: usize = 8 << 20;
/// Stack of a worker. Only what is touched takes memory.
const STACK: usize = 16 << 20;
/// How long to wait for a result before whoever takes them is asked whether there is something else to do.
const TICK: Duration = Duration::from_millis(200);
/// To wake a thread takes as long as a short article, so a worker takes several items at once as long as they are done in this time.
const BATCH: Duration = Duration::from_millis(4);
const MOST_AT_ONCE: usize = 8;

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
    let queue = Arc::new(Queue::new(jobs));
    let (to_taker, results) = mpsc::channel();
    let entry = Closing(Arc::clone(&queue), Queue::end);
    let whole = Arc::new(AtomicBool::new(false));
    let found_all = Arc::clone(&whole);
    spawn(move || {
        for (index, item) in items().enumerate() {
            let bytes = size(&item);
            if !entry.0.put((index, bytes, item)) {
                return;
            }
        }
        found_all.store(true, Ordering::Release);
    })?;
    let work = Arc::new(work);
    for _ in 0..jobs {
        let (queue, work, results) = (Arc::clone(&queue), Arc::clone(&work), to_taker.clone());
        spawn(move || worker(&queue, &*work, &results))?;
    }
    drop(to_taker);
    in_order(&results, &Closing(queue, Queue::close), taker)?;
    // What was found before a panic must not pass for all that there is.
    ensure!(whole.load(Ordering::Acquire), "the search for articles failed, which is a fault of the program");
    Ok(())
}

fn spawn(run: impl FnOnce() + Send + 'static) -> anyhow::Result<()> {
    thread::Builder::new().stack_size(STACK).spawn(run).map(drop).context("cannot start a thread; --jobs 1 needs none")
}

/// An item or what came of it, with its number and the bytes of the item.
type Numbered<T> = (usize, usize, T);

fn worker<T, R>(queue: &Queue<T>, work: &(dyn Fn(T) -> R + Sync), results: &Sender<Vec<Numbered<R>>>) {
    let mut most = 1;
    loop {
        let batch = queue.take(most);
        if batch.is_empty() {
            return;
        }
        let begun = Instant::now();
        let done = batch.into_iter().map(|(index, bytes, item)| (index, bytes, work(item))).collect();
        most = if begun.elapsed() < BATCH / 2 { (most * 2).min(MOST_AT_ONCE) } else { (most / 2).max(1) };
        if results.send(done).is_err() {
            return;
        }
    }
}

fn in_order<T, R>(results: &Receiver<Vec<Numbered<R>>>, queue: &Closing<T>, taker: &mut dyn Taker<R>) -> anyhow::Result<()> {
    let mut early = BTreeMap::new();
    let mut next = 0;
    loop {
        while let Some((bytes, result)) = early.remove(&next) {
            next += 1;
            taker.take(result)?;
            queue.0.leave(bytes);
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
            Ok(done) => early.extend(done.into_iter().map(|(index, bytes, result)| (index, (bytes, result)))),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    ensure!(early.is_empty(), "a worker was lost");
    Ok(())
}

/// Items that wait for a worker, and the count of all that are on the way.
struct Queue<T> {
    jobs: usize,
    state: Mutex<State<T>>,
    /// For whoever finds items, when there is room again.
    room: Condvar,
    /// For workers, when there is something to do.
    filled: Condvar,
}

struct State<T> {
    waiting: VecDeque<Numbered<T>>,
    /// Items and bytes on the way: waiting, worked on, or done and not taken in order yet.
    items: usize,
    bytes: usize,
    /// Workers that sleep. Who does not sleep need not be woken, which costs a system call.
    idle: usize,
    /// Whether whoever finds items sleeps.
    full: bool,
    /// No more items come.
    ended: bool,
    /// Nobody takes results any more.
    closed: bool,
}

impl<T> Queue<T> {
    fn new(jobs: usize) -> Self {
        let state = State { waiting: VecDeque::new(), items: 0, bytes: 0, idle: 0, full: false, ended: false, closed: false };
        Self { jobs, state: Mutex::new(state), room: Condvar::new(), filled: Condvar::new() }
    }

    /// Waits until there is room; false once nobody takes results any more.
    fn put(&self, item: Numbered<T>) -> bool {
        let mut state = locked(&self.state);
        let is_full = |state: &State<T>| {
            let bytes = state.bytes.saturating_add(item.1) > self.jobs * WINDOW_BYTES;
            !state.closed && state.items > 0 && (state.items >= self.jobs * WINDOW || bytes)
        };
        while is_full(&state) {
            state.full = true;
            state = self.room.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.full = false;
        state.items += 1;
        state.bytes = state.bytes.saturating_add(item.1);
        state.waiting.push_back(item);
        if state.idle > 0 {
            self.filled.notify_one();
        }
        !state.closed
    }

    /// The next items, at most so many and a fair share of those that wait; none once there will be no more.
    fn take(&self, most: usize) -> Vec<Numbered<T>> {
        let mut state = locked(&self.state);
        while state.waiting.is_empty() && !state.ended && !state.closed {
            state.idle += 1;
            state = self.filled.wait(state).unwrap_or_else(PoisonError::into_inner);
            state.idle -= 1;
        }
        let share = state.waiting.len().div_ceil(2 * self.jobs);
        state.waiting.drain(..share.min(most)).collect()
    }

    /// Counts out an item whose result was taken. Whoever finds items is woken when half of the room is free, not for each.
    fn leave(&self, bytes: usize) {
        let mut state = locked(&self.state);
        state.items -= 1;
        state.bytes -= bytes;
        let roomy = state.items * 2 <= self.jobs * WINDOW && state.bytes * 2 <= self.jobs * WINDOW_BYTES;
        if state.full && (roomy || state.items == 0) {
            self.room.notify_all();
        }
    }

    /// No more items come.
    fn end(&self) {
        locked(&self.state).ended = true;
        self.filled.notify_all();
    }

    /// Nobody takes results any more.
    fn close(&self) {
        locked(&self.state).closed = true;
        self.room.notify_all();
        self.filled.notify_all();
    }
}

/// Tells the others of the end, however it comes.
struct Closing<T>(Arc<Queue<T>>, fn(&Queue<T>));

impl<T> Drop for Closing<T> {
    fn drop(&mut self) {
        self.1(&self.0);
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
