//! Intervals by resampling: how much a mean would move with other articles.
//!
//! B. Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7(1), 1979; for comparing systems on the same articles
//! P. Koehn, "Statistical significance tests for machine translation evaluation", EMNLP 2004. Articles are drawn with replacement, as many as
//! there are, and the mean is taken; the middle 95 % of many such means is the interval. Two systems are compared on the same draws. The draws
//! follow from a seed, so that the same figures come out every time.

use crate::random::Random;

/// A mean with the interval that holds 95 % of the resampled means.
#[derive(Copy, Clone, Debug, Default, PartialEq)]
pub struct Interval {
    /// Over all articles.
    pub mean: f64,
    /// 2.5 % of the resampled means are below.
    pub low: f64,
    /// 2.5 % of the resampled means are above.
    pub high: f64,
}

/// A mean difference with its interval.
#[derive(Copy, Clone, Debug, Default, PartialEq)]
pub struct Difference {
    /// The mean and its interval.
    pub interval: Interval,
    /// The share of the resamples in which the difference is not above zero.
    pub not_above: f64,
}

/// The draws: for each resample how often it holds each article. The same for all systems and measures.
pub(super) struct Draws {
    seed: u64,
    resamples: usize,
}

impl Draws {
    pub(super) fn new(resamples: usize, seed: u64) -> Self {
        Self { seed, resamples }
    }

    /// The mean of each column over the articles with its interval. Cost: resamples times articles times columns.
    pub(super) fn intervals<const N: usize>(&self, rows: &[[f64; N]]) -> [Difference; N] {
        self.intervals_of(rows, |means| *means)
    }

    /// The same for figures that follow from the means, such as shares of sums.
    pub(super) fn intervals_of<const N: usize, const M: usize>(
        &self,
        rows: &[[f64; N]],
        figures: impl Fn(&[f64; N]) -> [f64; M],
    ) -> [Difference; M] {
        let mean: [f64; M] = figures(&mean(rows.iter(), rows.len()));
        let mut means: [Vec<f64>; M] = std::array::from_fn(|_| Vec::with_capacity(self.resamples));
        let mut random = Random::new(self.seed);
        for _ in 0..if rows.is_empty() { 0 } else { self.resamples } {
            let drawn = figures(&mean_of_draw(rows, &mut random));
            means.iter_mut().zip(drawn).for_each(|(all, one)| all.push(one));
        }
        std::array::from_fn(|column| {
            let all = &mut means[column];
            all.sort_by(f64::total_cmp);
            let not_above = all.partition_point(|m| *m <= 0.0) as f64 / all.len().max(1) as f64;
            let interval = Interval {
                mean: mean[column],
                low: percentile(all, 0.025).unwrap_or(mean[column]),
                high: percentile(all, 0.975).unwrap_or(mean[column]),
            };
            Difference { interval, not_above }
        })
    }
}

fn mean_of_draw<const N: usize>(rows: &[[f64; N]], random: &mut Random) -> [f64; N] {
    mean((0..rows.len()).filter_map(|_| rows.get(random.below(rows.len()))), rows.len())
}

fn mean<'a, const N: usize>(rows: impl Iterator<Item = &'a [f64; N]>, count: usize) -> [f64; N] {
    let sum = rows.fold([0.0; N], |mut sum, row| {
        sum.iter_mut().zip(row).for_each(|(s, v)| *s += v);
        sum
    });
    sum.map(|s| s / count.max(1) as f64)
}

/// A percentile of sorted values, between two of them in proportion.
fn percentile(sorted: &[f64], share: f64) -> Option<f64> {
    let at = share * sorted.len().checked_sub(1)? as f64;
    // Both are indices: `at` lies between 0 and the last one.
    let (below, above) = (sorted.get(at.floor() as usize)?, sorted.get(at.ceil() as usize)?);
    Some(below + (above - below) * at.fract())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_lie_between_values() {
        assert_eq!(percentile(&[1.0, 2.0, 3.0], 0.5), Some(2.0));
        assert_eq!(percentile(&[1.0, 2.0], 0.25), Some(1.25));
        assert_eq!(percentile(&[], 0.5), None);
    }

    #[test]
    fn an_interval_holds_the_mean_and_narrows_with_the_articles() {
        let rows = |n: usize| (0..n).map(|i| [(i % 5) as f64]).collect::<Vec<_>>();
        let width = |n: usize| {
            let [d] = Draws::new(500, 1).intervals(&rows(n));
            assert!(d.interval.low <= d.interval.mean && d.interval.mean <= d.interval.high);
            d.interval.high - d.interval.low
        };
        // The standard error of the mean of 400 such values is √2 / 20 = 0.0707; 95 % are 3.92 of them.
        assert!((width(400) - 0.277).abs() < 0.04, "{}", width(400));
        assert!(width(25) > 2.5 * width(400));
        assert_eq!(Draws::new(10, 0).intervals::<1>(&[])[0], Difference::default());
    }

    #[test]
    fn the_seed_decides() {
        let rows: Vec<[f64; 1]> = (0..30).map(|i| [f64::from(i)]).collect();
        let run = |seed| Draws::new(50, seed).intervals(&rows);
        assert_eq!(run(3), run(3));
        assert_ne!(run(3), run(4));
    }
}
