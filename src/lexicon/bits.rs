//! Sets of few members, a bit each.

/// Gives a struct over an unsigned number what all such sets can do: `|` joins two of them.
macro_rules! bit_set {
    ($name:ident) => {
        impl $name {
            /// Whether the two sets share a member.
            pub(crate) fn any(self, other: Self) -> bool {
                self.0 & other.0 != 0
            }
        }

        impl std::ops::BitOr for $name {
            type Output = Self;
            fn bitor(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }
        }
    };
}
