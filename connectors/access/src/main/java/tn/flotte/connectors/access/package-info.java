/** The contact log: a Microsoft Access database in a shared folder, which others have open too. */
@NullMarked
package tn.flotte.connectors.access;

import org.jspecify.annotations.NullMarked;
