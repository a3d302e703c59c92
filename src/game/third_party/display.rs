//! Whether there is a screen, found out before Bevy looks for one: it would end the process where there is none.

use std::path::Path;

/// Whether a window can be opened here.
#[cfg(all(unix, not(target_os = "macos")))]
pub(crate) fn is_there() -> bool {
    wayland() || x11()
}

/// Whether a window can be opened here.
#[cfg(not(all(unix, not(target_os = "macos"))))]
pub(crate) fn is_there() -> bool {
    true
}

#[cfg(all(unix, not(target_os = "macos")))]
fn wayland() -> bool {
    let Some(name) = std::env::var_os("WAYLAND_DISPLAY").filter(|name| !name.is_empty()) else {
        return false;
    };
    let name = Path::new(&name);
    let socket = if name.is_absolute() {
        name.to_path_buf()
    } else {
        match std::env::var_os("XDG_RUNTIME_DIR") {
            Some(folder) => Path::new(&folder).join(name),
            None => return false,
        }
    };
    std::os::unix::net::UnixStream::connect(socket).is_ok()
}

/// `:7` and `:7.0` are sockets on this machine; `host:7` is a port elsewhere, which is tried for half a second.
#[cfg(all(unix, not(target_os = "macos")))]
fn x11() -> bool {
    let Some(display) = std::env::var("DISPLAY")
        .ok()
        .filter(|display| !display.is_empty())
    else {
        return false;
    };
    let Some((host, number)) = display.rsplit_once(':') else {
        return false;
    };
    let Ok(number) = number.split('.').next().unwrap_or_default().parse::<u16>() else {
        return false;
    };
    if host.is_empty() || host == "unix" {
        return local_x11(number);
    }
    use std::net::{TcpStream, ToSocketAddrs};
    let port = 6000_u16.saturating_add(number);
    let places = (host.trim_matches(['[', ']']), port).to_socket_addrs();
    places.is_ok_and(|mut places| {
        places.any(|place| {
            TcpStream::connect_timeout(&place, std::time::Duration::from_millis(500)).is_ok()
        })
    })
}

#[cfg(all(unix, not(target_os = "macos")))]
fn local_x11(number: u16) -> bool {
    let path = format!("/tmp/.X11-unix/X{number}");
    if std::os::unix::net::UnixStream::connect(&path).is_ok() {
        return true;
    }
    abstract_x11(&path)
}

#[cfg(target_os = "linux")]
fn abstract_x11(path: &str) -> bool {
    use std::os::linux::net::SocketAddrExt;
    use std::os::unix::net::{SocketAddr, UnixStream};
    SocketAddr::from_abstract_name(path).is_ok_and(|place| UnixStream::connect_addr(&place).is_ok())
}

#[cfg(all(unix, not(target_os = "macos"), not(target_os = "linux")))]
fn abstract_x11(_path: &str) -> bool {
    false
}
