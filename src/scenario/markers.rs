//! Ids of the behavioural markers, which a scenario declares as its opportunities. What each rates stands in
//! [`score::process`](crate::score::process::MARKERS), floors above; a test keeps the two alike.

/// Every marker, in the order in which they are told.
pub const IDS: [&str; 52] = [
    "1a", "1b", "1c", "1d", "2a", "2b", "3a", "3b", "3c", "3d", "3e", "4a", "4b", "4c", "4d", "4e",
    "4f", "4g", "4h", "4i", "4j", "5a", "5b", "5c", "5d", "6a", "6b", "6c", "6d", "6e", "7a", "7b",
    "7c", "7d", "8a", "8b", "8c", "8d", "8e", "8f", "9a", "9b", "9c", "10a", "10b", "10c", "10d",
    "11a", "11b", "11c", "12a", "12b",
];
