use std::fs;

use super::*;

/// A folder with these files, each with its name as its content.
fn folder(files: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, file).unwrap();
    }
    folder
}

/// What is found below `root`: names, and for what is left out `name!kind`.
fn walked(base: &Path, roots: &[&str]) -> Vec<String> {
    let roots: Vec<_> = roots.iter().map(|root| base.join(root)).collect();
    walk(&roots, |path| path.ends_with("index"))
        .map(|item| match item {
            Ok(found) => found.path.strip_prefix(base).unwrap().display().to_string(),
            Err(unread) => format!("{}!{}", unread.path.strip_prefix(base).unwrap().display(), unread.error.kind()),
        })
        .collect()
}

#[test]
fn files_come_in_the_byte_order_of_their_names() {
    let folder = folder(&["b/z.txt", "b/Ä.txt", "a.txt", "B.txt", "b.txt", "c/d/e.txt"]);
    assert_eq!(walked(folder.path(), &["."]), ["B.txt", "a.txt", "b/z.txt", "b/Ä.txt", "b.txt", "c/d/e.txt"]);
}

#[test]
fn hidden_and_ignored_files_are_left_out_but_a_root_is_taken() {
    let folder = folder(&[".x/a.txt", ".b.txt", "c.txt", "d.log", "e.tmp", "index/f.txt"]);
    fs::write(folder.path().join(".gitignore"), "*.log\n").unwrap();
    fs::write(folder.path().join(".ignore"), "*.tmp\n").unwrap();
    assert_eq!(walked(folder.path(), &["."]), ["c.txt"]);
    assert_eq!(walked(folder.path(), &[".x", ".b.txt", "d.log"]), [".x/a.txt", ".b.txt", "d.log"]);
}

#[test]
fn a_file_reached_twice_is_given_once() {
    let folder = folder(&["a/b.txt", "a/c.txt"]);
    assert_eq!(walked(folder.path(), &["a/c.txt", ".", "a", "a/../a/b.txt"]), ["a/c.txt", "a/b.txt"]);
}

#[test]
fn a_root_that_is_not_there_is_said() {
    let folder = folder(&["a.txt"]);
    assert_eq!(walked(folder.path(), &["x", "a.txt"]), ["x!missing", "a.txt"]);
}

#[cfg(unix)]
#[test]
fn links_stay_in_the_root_and_never_hang() {
    use std::os::unix::fs::symlink;
    let folder = folder(&["a.txt", ".store/b.txt", "c/d.txt", ".lager/e.txt"]);
    let link = |target: &str, name: &str| symlink(target, folder.path().join(name)).unwrap();
    link("a.txt", "0.txt");
    link(".store/b.txt", "b.txt");
    link("c", "cc");
    link(".", "self");
    link("..", "up");
    link("/etc/hostname", "out.txt");
    link("nowhere", "dead");
    link("y", "x");
    link("x", "y");
    link(".lager", "lager");
    symlink("../..", folder.path().join(".lager/kreis")).unwrap();
    symlink("..", folder.path().join("c/oben")).unwrap();
    assert_eq!(
        walked(folder.path(), &["."]),
        [
            "a.txt",
            "c/d.txt",
            "dead!missing",
            "out.txt!outside-root",
            "up!outside-root",
            "x!io",
            "y!io",
            "b.txt",
            "lager/e.txt",
            "lager/kreis!outside-root",
        ]
    );
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_opened() {
    let folder = folder(&["a.txt"]);
    let socket = folder.path().join("s.txt");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    assert_eq!(walked(folder.path(), &["."]), ["a.txt", "s.txt!not-a-file"]);
    assert_eq!(walked(folder.path(), &["s.txt"]), ["s.txt!not-a-file"]);
    assert!(matches!(
        crate::read::open(&socket, &crate::read::Limits::default()),
        Err(ReadError::NotAFile("a socket"))
    ));
}

#[test]
fn size_and_time_are_the_files_own() {
    let folder = folder(&["a.txt"]);
    let found = walk(&[folder.path().to_owned()], |_| false).next().unwrap().unwrap();
    assert_eq!(found.size, 5);
    assert!(found.modified > 1_600_000_000_000_000_000);
}
