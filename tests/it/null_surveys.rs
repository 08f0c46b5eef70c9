//! A few hundred of the simulated null surveys of `examples/null-surveys` (all 20,000: docs/null-surveys.md).

#[path = "../../examples/null-surveys/simulation.rs"]
mod simulation;

/// With 200 seeds a rate is within about four standard errors of its range, or something is wrong with a test.
#[test]
fn default_tests_reject_about_as_often_as_they_say() {
    let lines = simulation::run(1, 200).unwrap();
    for line in &lines {
        let far = !line.holds(4.0 * line.error.max(0.2));
        assert!(!far, "{}: {} % of {} tests", line.name, line.rate, line.tests);
    }
    let least = lines.iter().map(|line| line.tests).min();
    assert!(least >= Some(200), "every subject has tests: {least:?}");
}
