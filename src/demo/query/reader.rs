use jiff::Timestamp;
use uuid::Uuid;

use super::{Page, Parameters, Problem, dates};

/// Reads parameters and gathers what is wrong with them: a refusal names every problem at once.
pub(in crate::demo) struct Reader<'a> {
    parameters: &'a Parameters,
    problems: Vec<Problem>,
    without_dates: bool,
}

impl<'a> Reader<'a> {
    /// A reader of `parameters`; `without_dates` makes date filters unknown parameters, as they were before July 2026.
    pub fn new(parameters: &'a Parameters, without_dates: bool) -> Self {
        Self { parameters, problems: Vec::new(), without_dates }
    }

    /// The ids under a name; `None` when it is absent and filters nothing.
    pub fn uuids(&mut self, name: &str) -> Option<Vec<Uuid>> {
        let read = |input: &str| Uuid::try_parse(input).map_err(|_| Problem::no_uuid("query", name, input));
        self.several(name, read)
    }

    /// The words under a name, each one of `allowed`.
    pub fn words(&mut self, name: &str, allowed: &[&str]) -> Option<Vec<String>> {
        let read = |input: &str| match allowed.contains(&input) {
            true => Ok(input.to_owned()),
            false => Err(Problem::not_among(name, input, allowed)),
        };
        self.several(name, read)
    }

    /// The texts under a name.
    pub fn texts(&mut self, name: &str) -> Option<Vec<String>> {
        self.several(name, |input| Ok(input.to_owned()))
    }

    /// The time under a name.
    pub fn time(&mut self, name: &str) -> Option<Timestamp> {
        let input = self.parameters.last(name).filter(|_| !self.without_dates)?;
        let read = dates::read(input);
        if read.is_none() {
            self.problems.push(Problem::no_time(name, input));
        }
        read
    }

    /// The boolean under a name, in any of the spellings that Polar takes.
    pub fn flag(&mut self, name: &str) -> Option<bool> {
        let input = self.parameters.last(name)?;
        match input.to_ascii_lowercase().as_str() {
            "true" | "1" | "yes" | "y" | "on" | "t" => Some(true),
            "false" | "0" | "no" | "n" | "off" | "f" => Some(false),
            _ => {
                self.problems.push(Problem::no_boolean(name, input));
                None
            }
        }
    }

    /// The page asked for: `page` and `limit`.
    pub fn page(&mut self) -> Page {
        let page = self.positive("page", 1);
        let limit = self.positive("limit", Page::DEFAULT_LIMIT);
        Page::new(page, limit)
    }

    fn positive(&mut self, name: &str, default: u128) -> u128 {
        let Some(input) = self.parameters.last(name) else { return default };
        let digits = input.strip_prefix('-').unwrap_or(input);
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            self.problems.push(Problem::no_integer(name, input));
            return default;
        }
        // More digits than fit are a number all the same, and an absurd one.
        let number = digits.parse().unwrap_or(u128::MAX);
        if number == 0 || digits != input {
            self.problems.push(Problem::not_positive(name, input));
            return default;
        }
        number
    }

    fn several<T>(&mut self, name: &str, read: impl Fn(&str) -> Result<T, Problem>) -> Option<Vec<T>> {
        let (mut values, mut asked) = (Vec::new(), false);
        for input in self.parameters.all(name) {
            asked = true;
            match read(input) {
                Ok(value) => values.push(value),
                Err(problem) => self.problems.push(problem),
            }
        }
        asked.then_some(values)
    }

    /// Everything that was wrong.
    ///
    /// # Errors
    /// The problems in the order in which they were found, when there were any.
    pub fn finish(self) -> Result<(), Vec<Problem>> {
        if self.problems.is_empty() { Ok(()) } else { Err(self.problems) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_is_named_at_once() {
        let parameters =
            Parameters::parse("page=0&limit=ten&organization_id=xyz&status=lost&created_after=soon&cape=maybe");
        let mut reader = Reader::new(&parameters, false);
        reader.page();
        reader.uuids("organization_id");
        reader.words("status", &["paid", "void"]);
        reader.time("created_after");
        reader.flag("cape");
        let problems = reader.finish().unwrap_err();
        let kinds: Vec<_> = problems.iter().map(|problem| problem.json()["type"].clone()).collect();
        let expected =
            ["greater_than", "int_parsing", "uuid_parsing", "enum", "datetime_from_date_parsing", "bool_parsing"];
        assert_eq!(kinds, expected);
    }

    #[test]
    fn before_july_2026_a_date_filter_is_an_unknown_parameter() {
        let parameters = Parameters::parse("created_after=soon");
        let mut reader = Reader::new(&parameters, true);
        assert_eq!(reader.time("created_after"), None);
        assert_eq!(reader.finish(), Ok(()));
    }
}
