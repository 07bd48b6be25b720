/** The register of experts' reports: an Excel file in a shared folder, which people work in too. */
@NullMarked
package tn.flotte.connectors.registre;

import org.jspecify.annotations.NullMarked;
