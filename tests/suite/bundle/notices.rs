use super::{said, script};

#[test]
fn every_package_in_the_program_is_named_with_its_licence_and_its_text() {
    // Of this system: those packages are here, as the program was built of them.
    let host = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    let notices = said(&script("notices.sh").arg(host).output().unwrap());
    let lock = std::fs::read_to_string(super::root().join("Cargo.lock")).unwrap();
    let packages: Vec<&str> = notices.lines().skip(2).take_while(|line| line.contains(" — ")).collect();
    for name in ["rusqlite", "tao", "wry", "ring", "plotters", "libsqlite3-sys"] {
        assert!(packages.iter().any(|line| line.starts_with(&format!("{name} v"))), "{name} is not named");
    }
    for line in &packages {
        let (package, rest) = line.split_once(" — ").unwrap();
        let (name, version) = package.split_once(" v").unwrap();
        let locked = format!("name = \"{name}\"\nversion = \"{version}\"");
        assert!(lock.contains(&locked), "{package} is not what is built");
        assert!(!rest.starts_with(" — "), "{package} has no licence");
    }
    assert!(notices.contains("Permission is hereby granted, free of charge"));
    assert!(notices.contains("Apache License"));
    let machine = std::env::var("HOME").unwrap();
    assert!(machine.len() < 2 || !notices.lines().take(packages.len() + 2).any(|line| line.contains(&machine)));
}
