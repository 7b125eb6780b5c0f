//! Attributes of a detected face.

pub enum Race {
    Asian,
    Black,
    White,
    Indian,
}

pub struct FaceAttributes {
    pub age: u8,
    pub mask: bool,
    pub race: Race,
    pub beard: f32,
}

pub struct IdDocument {
    pub holder: String,
    pub nationality: [u8; 3],
}

/// Set when the reader and the writer race for the ring buffer.
pub static RACE_SEEN: AtomicBool = AtomicBool::new(false);
