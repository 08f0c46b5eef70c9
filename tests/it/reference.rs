//! Every figure that R gave (tests/golden/r/expected.json) against what the program answers to the same request.
//!
//! The path language and the rule for passing a check are described in tests/golden/r/README.md.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/r"))
}

fn expected(list: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(folder().join("expected.json")).unwrap();
    let whole: Value = serde_json::from_str(&text).unwrap();
    whole[list].as_array().unwrap().clone()
}

/// What the program answers to a request.
fn answer(request: &Value, command: &str) -> Value {
    let mut program = Command::new(env!("CARGO_BIN_EXE_koe"));
    program.current_dir(folder()).arg(command);
    program.args(request["args"].as_array().unwrap().iter().map(|arg| arg.as_str().unwrap()));
    if let Some(project) = request["project"].as_str() {
        program.args(["-p", project]);
    }
    let output = program.output().unwrap();
    assert!(output.status.success(), "{}: {}", request["id"], String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The value a path leads to; `None` where there is no such place.
fn find<'a>(mut value: &'a Value, path: &str) -> Option<&'a Value> {
    let mut rest = path;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('.') {
            let end = after.find(['.', '[']).unwrap_or(after.len());
            value = value.get(&after[..end])?;
            rest = &after[end..];
        } else {
            let inside = rest.strip_prefix('[')?;
            let end = inside.find(']')?;
            value = select(value, &inside[..end])?;
            rest = &inside[end + 1..];
        }
    }
    Some(value)
}

fn select<'a>(value: &'a Value, selector: &str) -> Option<&'a Value> {
    let all = value.as_array()?;
    if let Ok(index) = selector.parse::<usize>() {
        return all.get(index);
    }
    let wanted: Vec<(&str, &str)> = selector.split(',').map(|pair| pair.split_once('=').unwrap()).collect();
    let matches = |element: &Value, (key, text): (&str, &str)| match element.get(key) {
        Some(Value::Null) => text == "null",
        Some(Value::String(found)) => found == text,
        Some(found) => *found.to_string() == *text,
        None => false,
    };
    all.iter().find(|element| wanted.iter().all(|pair| matches(element, *pair)))
}

/// `None` when a check passes, otherwise what is wrong.
pub fn fault(answer: &Value, check: &Value) -> Option<String> {
    let path = check["path"].as_str().unwrap();
    let Some(found) = find(answer, path) else { return Some(format!("{path}: nothing there")) };
    let number = found.as_f64();
    let passes = match (&check["value"], check["max"].as_f64(), check["min"].as_f64()) {
        (_, Some(max), _) => number.is_some_and(|found| found <= max),
        (_, _, Some(min)) => number.is_some_and(|found| found >= min),
        (Value::Number(value), ..) => {
            let value = value.as_f64().unwrap();
            let near = |found: f64| {
                let off = (found - value).abs();
                off <= check["tolerance"].as_f64().unwrap_or(0.0) * value.abs()
                    || check["absolute"].as_f64().is_some_and(|absolute| off <= absolute)
            };
            number.is_some_and(near)
        }
        (value, ..) => found == value,
    };
    (!passes).then(|| format!("{path}: {found} instead of {}", check["value"]))
}

fn compare(list: &str, command: &str) {
    let mut faults = Vec::new();
    let mut checks = 0;
    for request in expected(list) {
        let answer = answer(&request, command);
        for check in request["checks"].as_array().unwrap() {
            checks += 1;
            faults.extend(fault(&answer, check).map(|fault| format!("{} {fault}", request["id"].as_str().unwrap())));
        }
    }
    let shown: Vec<&String> = faults.iter().take(60).collect();
    assert!(faults.is_empty(), "{} of {checks} checks fail:\n{shown:#?}", faults.len());
    assert!(checks > 100, "only {checks} checks");
}

#[test]
fn tables_agree_with_r() {
    compare("tables", "tab");
}

#[test]
fn weights_agree_with_r() {
    compare("weights", "weights");
}

#[test]
fn a_check_can_fail() {
    let answer = serde_json::json!([{ "x": [{ "k": "a", "v": 1.0 }, { "k": null, "v": null }] }]);
    let check = |path: &str, value: Value| serde_json::json!({ "path": path, "value": value, "tolerance": 1e-9 });
    assert_eq!(fault(&answer, &check("[0].x[k=a].v", 1.0.into())), None);
    assert_eq!(fault(&answer, &check("[0].x[k=null].v", Value::Null)), None);
    assert!(fault(&answer, &check("[0].x[k=a].v", 1.000_001.into())).is_some());
    assert!(fault(&answer, &check("[0].x[k=null].v", 0.0.into())).is_some());
    assert!(fault(&answer, &check("[0].x[k=b].v", Value::Null)).is_some());
}
