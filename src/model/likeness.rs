//! How alike two short texts are, by the characters they share: what is taught and what is asked for, in a language
//! that puts no spaces between words. Knows texts only.

/// Pairs of characters that nearly every request holds, and that tell nothing about what is asked for.
const FILLERS: [&str; 20] = [
    "怎样", "怎么", "什么", "哪些", "如何", "办法", "有什", "么样", "样管", "样办", "培训", "专题", "课程", "远程",
    "程课", "教育", "技术", "管理", "知识", "问题",
];

/// The runs of at least two characters that stand in both texts, as long as they go, in the order of the first
/// text. Runs of nothing but fillers (怎样, 培训, …) are left out.
pub fn shared_runs<'a>(text: &'a str, other: &str) -> Vec<&'a str> {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut runs = Vec::new();
    let mut from = 0;
    while from + 2 < starts.len() {
        let longest = (from + 2..starts.len()).rev().find(|to| is_shared(&text[starts[from]..starts[*to]], other));
        match longest {
            Some(to) => {
                let run = &text[starts[from]..starts[to]];
                if n_telling(run) > 0 {
                    runs.push(run);
                }
                from = to;
            }
            None => from += 1,
        }
    }
    runs
}

/// How much two texts tell of the same thing: the pairs of neighbouring characters in their [`shared_runs`].
pub fn likeness(text: &str, other: &str) -> usize {
    shared_runs(text, other).into_iter().map(n_telling).sum()
}

/// How many pairs of neighbouring characters of one text stand in another, fillers and all.
pub fn n_shared(one: &str, other: &str) -> usize {
    let pairs = |text: &str| text.chars().zip(text.chars().skip(1)).collect::<Vec<_>>();
    let others = pairs(other);
    pairs(one).iter().filter(|pair| others.contains(pair)).count()
}

fn is_shared(run: &str, other: &str) -> bool {
    !run.contains(|c: char| c.is_whitespace() || c.is_ascii_punctuation() || "，。、；：？！（）“”《》".contains(c))
        && other.contains(run)
}

fn n_telling(run: &str) -> usize {
    let starts: Vec<usize> = run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
    starts.windows(3).filter(|at| !FILLERS.contains(&&run[at[0]..at[2]])).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_runs_are_found_and_fillers_tell_nothing() {
        let runs = shared_runs("蔬菜病虫害怎样防治", "蔬菜病虫害防治远程课");
        assert_eq!(runs, ["蔬菜病虫害", "防治"]);
        assert_eq!(shared_runs("合作社的账怎么记", "怎么办好合作社"), ["合作社"]);
        assert!(shared_runs("怎样管理", "怎样培训管理").is_empty());
        assert!(shared_runs("账", "账").is_empty() && shared_runs("", "账").is_empty());
    }

    #[test]
    fn pairs_are_counted() {
        assert_eq!(likeness("番茄嫁接", "番茄、黄瓜嫁接"), 2);
        assert_eq!(likeness("沼气池维护技术", "农机技术"), 0);
        assert_eq!(n_shared("沼气池维护技术", "农机技术"), 1);
    }
}
